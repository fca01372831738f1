import { record } from '@/lib/audit';
import type { Ctx, Tx } from '@/lib/db';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { type OpenedLook, actsOf, looksOf } from './exposure';
import { type Day, dayOf } from './local-time';
import { deskMinutes, minuteOf } from './rules';
import { LIMITS, type LimitName, type OwnDay, type OwnWellness, type PassedLimit } from './schema';
import { floorsOf, settingsOf } from './settings';

export const DAYS_SHOWN = 7;

/** The last seven days of somebody, today first. */
export const lastDays = (who: Parameters<typeof dayOf>[0], now: Date): Day[] => Array.from({ length: DAYS_SHOWN }, (_, back) => dayOf(who, now, back));

/** What a day came to: looks where they began, minutes by the acts in them. */
export function sumOfDay({ start, end, date }: Day, looks: readonly OpenedLook[], acts: readonly number[]): OwnDay {
  const seen = looks.filter(({ openedAt }) => start <= openedAt && openedAt < end);
  const [first, next] = [minuteOf(start), minuteOf(end)];
  return {
    date,
    peeks: seen.filter(({ kind }) => kind === 'peek').length,
    reveals: seen.filter(({ kind }) => kind === 'reveal').length,
    unblurredSeconds: Math.round(seen.reduce((sum, { ms }) => sum + ms, 0) / 1000),
    deskMinutes: deskMinutes(acts.filter((act) => first <= act && act < next)),
  };
}

/** Limits that people went past since then, with the reasons, the newest first. */
export async function passesOf(tx: Tx, personIds: readonly string[], since: Date): Promise<(PassedLimit & { personId: string })[]> {
  const rows = await tx.wellnessOverride.findMany({ where: { personId: { in: [...personIds] }, at: { gte: since } }, orderBy: { id: 'desc' }, select: { personId: true, limit: true, reason: true, at: true } });
  return rows.flatMap(({ limit, at, ...row }) => (Object.hasOwn(LIMITS, limit) ? [{ ...row, limit: limit as LimitName, at: at.toISOString() }] : []));
}

/**
 * One's own settings and one's own last seven days. There is no other way to these figures and none that takes anybody's
 * id: they are for the person alone. Reading them is an entry, without any figure.
 */
export async function readOwn(ctx: Ctx<PersonActor>): Promise<Result<OwnWellness>> {
  const { tx, actor } = ctx;
  const settings = await settingsOf(ctx);
  const days = lastDays(settings, ctx.clock.now()).reverse();
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) throw new Error('a week without days');
  const looks = await looksOf(tx, actor.id, { start: first.start, end: last.end });
  const acts = await actsOf(tx, actor.id, first.start);
  const passed = await passesOf(tx, [actor.id], first.start);
  await record(ctx, { action: 'wellness.read', details: {} });
  return ok({
    settings,
    floors: await floorsOf(tx),
    week: days.map((day) => sumOfDay(day, looks, acts)),
    passed: passed.map(({ limit, reason, at }) => ({ limit, reason, at })),
    timeZones: [...new Set(['UTC', settings.timeZone, ...Intl.supportedValuesOf('timeZone')])].sort(),
  });
}
