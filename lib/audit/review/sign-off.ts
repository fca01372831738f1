import { type Ctx, announce } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { newestCheckpoint } from '../log/serve';
import { record } from '../record';
import { type Week, endOf, isOver, startOf } from './week';
import { countWeek, firstWeek, isAct } from './weeks';

/** Colleagues who sign off too and did nothing of their own in the week, by pseudonym. */
async function uninvolved({ tx, actor }: Ctx<PersonActor>, week: Week): Promise<string[]> {
  const rows = await tx.$queryRaw<{ pseudonym: string }[]>`
    SELECT p."pseudonym" FROM "Person" p
    WHERE p."role" IN ('supervisor', 'auditor') AND p."disabledAt" IS NULL AND p."lastSignInAt" IS NOT NULL AND p."id" <> ${actor.id}::uuid
      AND NOT EXISTS (
        SELECT 1 FROM "AuditEvent" e WHERE e."actorId" = p."id" AND e."at" >= ${startOf(week).toISOString()}::timestamptz AND e."at" < ${endOf(week).toISOString()}::timestamptz AND ${isAct})
    ORDER BY p."pseudonym"`;
  return rows.map(({ pseudonym }) => pseudonym);
}

const NOT_OVER = 'This week is not over yet. Sign it off from Monday on, UTC.';

/**
 * Why somebody cannot sign off a week, or null. Nobody vouches for their own acts where a colleague who did none can
 * sign instead; where there is none, they may, and the signature says how many of the acts were their own.
 */
export async function whyNotSignOff(ctx: Ctx<PersonActor>, week: Week, ownActs: number): Promise<string | null> {
  if (ctx.actor.breakGlassId) return 'You hold this role by break-glass. Somebody whose own role it is signs off.';
  if (!isOver(week, ctx.clock.now())) return NOT_OVER;
  if (ownActs === 0) return null;
  const [first, ...others] = await uninvolved(ctx, week);
  if (first === undefined) return null;
  const who = others.length === 0 ? first : `${first} or ${others.length === 1 ? '1 other' : `${others.length} others`}`;
  return `This week holds ${ownActs} ${ownActs === 1 ? 'act' : 'acts'} of yours. ${who}, who did nothing in it, can sign it off.`;
}

/** The size of the newest signed checkpoint, where it holds all entries of the week; null while some wait for that. */
async function logSizeOver({ tx }: Ctx, week: Week): Promise<number | null> {
  const newest = await newestCheckpoint(tx);
  const [waiting] = await tx.$queryRaw<{ isWaiting: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "AuditQueue" WHERE "at" < ${endOf(week).toISOString()}::timestamptz)
      OR EXISTS (SELECT 1 FROM "AuditLeaf" WHERE "index" >= ${newest?.size ?? 0} AND "at" < ${endOf(week).toISOString()}::timestamptz) AS "isWaiting"`;
  return newest && waiting && !waiting.isWaiting ? newest.size : null;
}

/** Says, once and for good, that somebody has gone through a finished week of the trail. */
export async function signOffWeek(ctx: Ctx<PersonActor>, { week, note }: { week: Week; note?: string | undefined }): Promise<Result<void>> {
  const { tx, actor, clock } = ctx;
  const first = await firstWeek(tx);
  if (first === null || week < first) return fail('not_found', 'The trail has no such week.');
  if (!isOver(week, clock.now())) return fail('conflict', NOT_OVER);
  const { entries, ownActs } = await countWeek(ctx, week);
  const off = await whyNotSignOff(ctx, week, ownActs);
  if (off) return fail('forbidden', off);
  const logSize = await logSizeOver(ctx, week);
  if (logSize === null) return fail('conflict', 'The log has not taken in all entries of this week yet. Nothing was signed off; try again in a moment.');
  const { count } = await tx.auditSignOff.createMany({
    data: [{ week: startOf(week), personId: actor.id, at: clock.now(), note: note || null, entries, ownActs, logSize: BigInt(logSize) }],
    skipDuplicates: true,
  });
  if (count === 0) return fail('conflict', 'It was signed off a moment before. Nothing is left to do.');
  await record(ctx, { action: 'audit.signed_off', reason: note || undefined, details: { week, entries, ownActs, logSize } });
  await announce(tx, 'audit', week);
  return ok();
}
