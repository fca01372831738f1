import { type Role, config } from '@/lib/kernel';
import { seesContent } from './permissions';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * NIST 800-63B AAL2 (60 min idle, 24 h), and its AAL3 limits (15 min, 12 h) for roles that see content. The
 * configuration shortens them and never lengthens them.
 */
export function sessionLimits(role: Role): { idleMs: number; absoluteMs: number } {
  const { SESSION_IDLE_MINUTES, SESSION_HOURS } = config();
  const [idleMs, absoluteMs] = seesContent(role) ? [15 * MINUTE, 12 * HOUR] : [HOUR, 24 * HOUR];
  return { idleMs: Math.min(idleMs, SESSION_IDLE_MINUTES * MINUTE), absoluteMs: Math.min(absoluteMs, SESSION_HOURS * HOUR) };
}

/** Until when a second factor that was answered then counts as fresh. */
export function freshUntil(verifiedAt: Date): Date {
  return new Date(verifiedAt.getTime() + config().STEP_UP_MINUTES * MINUTE);
}

/** What tells how long somebody has been away. */
export interface Activity {
  readonly createdAt: Date;
  readonly lastSignInAt: Date | null;
  readonly enabledAt: Date | null;
}

/**
 * When an account that nobody signs in to counts as inactive: INACTIVE_DAYS after it was last signed in to, made, or
 * enabled again, whichever came last.
 */
export function inactiveFrom({ createdAt, lastSignInAt, enabledAt }: Activity): Date {
  const last = Math.max(createdAt.getTime(), lastSignInAt?.getTime() ?? 0, enabledAt?.getTime() ?? 0);
  return new Date(last + config().INACTIVE_DAYS * 24 * HOUR);
}

/** Whether an account has been left alone for so long that it is not to be signed in to any more. */
export function isInactive(activity: Activity, now: Date): boolean {
  return now >= inactiveFrom(activity);
}

const PSEUDONYM_PREFIX: Record<Role, string> = { moderator: 'MO', supervisor: 'SU', liaison: 'LI', auditor: 'AU', admin: 'AD' };

/** A pseudonym such as MO-04: `ordinal` counts the people of that role from 1. */
export function pseudonymOf(role: Role, ordinal: number): string {
  return `${PSEUDONYM_PREFIX[role]}-${String(ordinal).padStart(2, '0')}`;
}
