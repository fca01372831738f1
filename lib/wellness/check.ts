import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { actsOf, looksOf } from './exposure';
import { dayOf } from './local-time';
import { MINUTE_MS, calmUntil, deskMinutes, isBreakDue, minuteOf } from './rules';
import { type Held, LIMITS, LIMIT_NAMES, type LimitName, type LookKind, type Settings } from './schema';
import { settingsOf } from './settings';
import { limitWords } from './words';

type Asking = Pick<Ctx<PersonActor>, 'tx' | 'actor' | 'clock'>;

/** Which of the limits are reached, whether or not a reason goes past them. */
export async function limitsReached({ tx, actor, clock }: Asking, settings: Settings, asked: readonly LimitName[]): Promise<LimitName[]> {
  const { caps } = settings;
  const now = clock.now();
  const day = dayOf(settings, now);
  const worked = new Date(Math.min(day.start.getTime(), now.getTime() - (caps.breakAfterMinutes + caps.breakMinutes) * MINUTE_MS));
  const acts = asked.includes('desk') || asked.includes('break') ? await actsOf(tx, actor.id, worked) : [];
  const looks = asked.includes('unblurred') ? await looksOf(tx, actor.id, day) : [];
  const isReached: Record<LimitName, () => boolean> = {
    desk: () => deskMinutes(acts.filter((act) => act >= minuteOf(day.start))) >= caps.deskMinutes,
    unblurred: () => looks.reduce((sum, { ms }) => sum + ms, 0) >= caps.unblurredMinutes * MINUTE_MS,
    break: () => isBreakDue(acts, minuteOf(now), caps),
    calm: () => calmUntil(settings, now) !== null,
  };
  return asked.filter((limit) => isReached[limit]());
}

/** Those that a reason of the caller’s goes past now. */
export async function passedNow({ tx, actor, clock }: Asking): Promise<ReadonlySet<string>> {
  const now = clock.now();
  const rows = await tx.wellnessOverride.findMany({ where: { personId: actor.id, at: { lte: now }, until: { gt: now } }, select: { limit: true } });
  return new Set(rows.map(({ limit }) => limit));
}

async function check(ctx: Asking, held: Held): Promise<Result<void>> {
  const settings = await settingsOf(ctx);
  const goneBy = await passedNow(ctx);
  const asked = LIMIT_NAMES.filter((name) => (LIMITS[name].holdsBack as readonly Held[]).includes(held) && !goneBy.has(name));
  const [limit] = await limitsReached(ctx, settings, asked);
  if (!limit) return ok();
  const words = limitWords(limit, settings.caps);
  return fail('limit_reached', words, [{ field: limit, message: words }]);
}

/**
 * Whether the caller may look now: not past their hours at the desk, their unblurred minutes, and, for a reveal, not in
 * the last minutes of their shift. Otherwise `limit_reached`, whose first field is the limit's name; `passLimit` with a
 * reason takes them on.
 */
export function checkLook(ctx: Asking, kind: LookKind): Promise<Result<void>> {
  return check(ctx, kind);
}

/** Whether the caller may take another item now: not past their hours at the desk, nor due for a break. As `checkLook`. */
export function checkTake(ctx: Asking): Promise<Result<void>> {
  return check(ctx, 'take');
}
