import { unwalled, unwalledSql } from '@/lib/access';
import { holdsLease } from '@/lib/access/schema';
import { record } from '@/lib/audit';
import { type Ctx, Prisma, announce } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { checkTake, settingsOf } from '@/lib/wellness';
import type { Harm } from '@/lib/wellness/schema';
import { hasHarm } from './aside';
import { leaseEnd, lockItem } from './lease';

interface Taken {
  readonly itemId: string;
  readonly leaseUntil: string;
}

async function tookIt(ctx: Ctx<PersonActor>, itemId: string, caseId: string, until: Date): Promise<Result<Taken>> {
  await record(ctx, { action: 'item.taken', details: {}, itemId, caseId, targets: [{ type: 'item', id: itemId }] });
  await announce(ctx.tx, 'queue', itemId);
  return ok({ itemId, leaseUntil: until.toISOString() });
}

async function leaseNext(ctx: Ctx<PersonActor>, optedOut: readonly Harm[]): Promise<Result<Taken | null>> {
  const now = ctx.clock.now();
  const until = leaseEnd(now);
  const [row] = await ctx.tx.$queryRaw<{ id: string; caseId: string }[]>`
    UPDATE "Item" SET "leaseHolderId" = ${ctx.actor.id}::uuid, "leaseUntil" = ${until}
    WHERE "id" = (
      SELECT "id" FROM "Item"
      WHERE "state" = 'waiting' AND ("leaseUntil" IS NULL OR "leaseUntil" <= ${now})
        AND NOT EXISTS (
          SELECT 1 FROM "Decision" WHERE "itemId" = "Item"."id" AND "personId" = ${ctx.actor.id}::uuid AND "undoneAt" IS NULL
        )
        AND NOT EXISTS (SELECT 1 FROM "Skip" WHERE "itemId" = "Item"."id" AND "personId" = ${ctx.actor.id}::uuid)
        AND NOT ${hasHarm(optedOut)}
        AND ${unwalledSql(ctx.actor, Prisma.sql`"Item"."caseId"`)}
      ORDER BY "urgency", "receivedAt", "id"
      FOR UPDATE SKIP LOCKED
      LIMIT 1
    )
    RETURNING "id", "caseId"`;
  if (!row) return ok(null);
  // A wall that was raised, or an item that was skipped, while the statement above ran was not there for it; it is for this one.
  const isMeant = { id: row.id, case: unwalled(ctx.actor), skips: { none: { personId: ctx.actor.id } } };
  if (await ctx.tx.item.findFirst({ where: isMeant, select: { id: true } })) return tookIt(ctx, row.id, row.caseId, until);
  await ctx.tx.item.update({ where: { id: row.id }, data: { leaseHolderId: null, leaseUntil: null } });
  return leaseNext(ctx, optedOut);
}

/**
 * Takes the most urgent waiting item that nobody holds, in one statement: rows that others are taking are skipped,
 * so parallel takers neither wait for each other nor get the same item. An item on which the caller asked for a
 * second opinion is somebody else's, and so are those of cases that they are kept away from, those that they skipped,
 * and those of harms that they asked not to be given. `null` when nothing waits; `limit_reached` when it is time to stop.
 */
export async function takeNext(ctx: Ctx<PersonActor>): Promise<Result<Taken | null>> {
  const within = await checkTake(ctx);
  if (!within.ok) return within;
  return leaseNext(ctx, (await settingsOf(ctx)).optedOut);
}

/**
 * Takes one item by choice; a conflict tells who was faster, or that the second opinion is not the caller's to give.
 * What one holds already one takes again, for another full lease and whatever limit is reached. What one skipped or asked
 * not to be given can still be chosen: it is for oneself to say.
 */
export async function take(ctx: Ctx<PersonActor>, { itemId }: { itemId: string }): Promise<Result<Taken>> {
  const now = ctx.clock.now();
  const item = await lockItem(ctx, itemId);
  if (!item) return fail('not_found', 'There is no such item.');
  if (item.state === 'decided') return fail('conflict', 'This item is decided already. Take the next one.');
  const asked = await ctx.tx.decision.findFirst({ where: { itemId, personId: ctx.actor.id, undoneAt: null }, select: { id: true } });
  if (asked) return fail('conflict', 'You asked for a second opinion on this item, so somebody else gives it. Take the next one.');
  if (item.leaseHolderId && item.leaseUntil && item.leaseUntil > now && item.leaseHolderId !== ctx.actor.id) {
    const holder = await ctx.tx.person.findUnique({ where: { id: item.leaseHolderId }, select: { pseudonym: true } });
    return fail('conflict', `${holder?.pseudonym ?? 'Somebody else'} took this item a moment before you. Take the next one.`);
  }
  if (!holdsLease(ctx.actor, item, now)) {
    const within = await checkTake(ctx);
    if (!within.ok) return within;
  }
  const until = leaseEnd(now);
  await ctx.tx.item.update({ where: { id: itemId }, data: { leaseHolderId: ctx.actor.id, leaseUntil: until } });
  return tookIt(ctx, itemId, item.caseId, until);
}
