import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { limitsReached, passedNow } from './check';
import { dayOf } from './local-time';
import { MINUTE_MS, calmUntil } from './rules';
import { LIMITS, type LimitName, type PassLimitInput, type Settings } from './schema';
import { settingsOf } from './settings';

/** How long a reason carries: what is counted by the day begins anew with the next one, and a shift is over with its end. */
function carriesUntil(limit: LimitName, settings: Settings, now: Date): Date {
  const until = new Date(now.getTime() + LIMITS[limit].passMinutes * MINUTE_MS);
  const ends: Record<LimitName, () => Date> = {
    desk: () => dayOf(settings, now).end,
    unblurred: () => dayOf(settings, now).end,
    break: () => until,
    calm: () => calmUntil(settings, now) ?? until,
  };
  const end = ends[limit]();
  return end < until ? end : until;
}

/**
 * Goes past a limit of one's own for a while, saying why; supervisors read the reason. A limit that is not reached, or
 * was gone past already, needs none: then nothing is written, and the person may go on all the same.
 */
export async function passLimit(ctx: Ctx<PersonActor>, { limit, reason }: PassLimitInput): Promise<Result<void>> {
  const now = ctx.clock.now();
  const settings = await settingsOf(ctx);
  if ((await passedNow(ctx)).has(limit)) return ok();
  if ((await limitsReached(ctx, settings, [limit])).length === 0) return ok();
  await ctx.tx.wellnessOverride.create({ data: { id: ctx.ids.next(), personId: ctx.actor.id, limit, reason, at: now, until: carriesUntil(limit, settings, now) } });
  await record(ctx, { action: 'wellness.limit_passed', details: { limit }, reason });
  return ok();
}
