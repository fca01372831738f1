import type { Role } from '@/lib/kernel';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** NIST 800-63B AAL2, tightened for roles that see content to the AAL3 idle and absolute limits. */
export function sessionLimits(role: Role): { idleMs: number; absoluteMs: number } {
  const seesContent = role === 'moderator' || role === 'supervisor' || role === 'liaison';
  return seesContent ? { idleMs: 15 * MINUTE, absoluteMs: 12 * HOUR } : { idleMs: HOUR, absoluteMs: 24 * HOUR };
}

const PSEUDONYM_PREFIX: Record<Role, string> = { moderator: 'MO', supervisor: 'SU', liaison: 'LI', auditor: 'AU', admin: 'AD' };

/** A pseudonym such as MO-04: `ordinal` counts the people of that role from 1. */
export function pseudonymOf(role: Role, ordinal: number): string {
  return `${PSEUDONYM_PREFIX[role]}-${String(ordinal).padStart(2, '0')}`;
}
