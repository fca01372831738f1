import { record } from '@/lib/audit';
import { type Ctx, type Prisma, type Tx, announce } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { leaseEnd } from './take';

/** Locks the item's row for the rest of the transaction. */
export async function lockItem(tx: Tx, itemId: string): Promise<Prisma.ItemGetPayload<object> | null> {
  await tx.$queryRaw`SELECT 1 FROM "Item" WHERE "id" = ${itemId}::uuid FOR UPDATE`;
  return tx.item.findUnique({ where: { id: itemId } });
}

/**
 * The row rule of everything that is done to an item: the caller holds its lease now. Locks the row, so that the
 * answer stays true until the transaction ends.
 */
export async function requireLease(ctx: Ctx<PersonActor>, itemId: string): Promise<Result<Prisma.ItemGetPayload<object>>> {
  const item = await lockItem(ctx.tx, itemId);
  if (!item) return fail('not_found', 'There is no such item.');
  if (item.state === 'decided') return fail('conflict', 'This item is decided already; nothing was changed.');
  if (item.leaseHolderId !== ctx.actor.id || !item.leaseUntil || item.leaseUntil <= ctx.clock.now()) {
    return fail('conflict', 'This item is no longer yours: the lease ran out or was released. Your draft is kept; take the item again to go on.');
  }
  return ok(item);
}

/** Extends a lease that is still held; called while the person works. */
export async function renew(ctx: Ctx<PersonActor>, { itemId }: { itemId: string }): Promise<Result<{ leaseUntil: string }>> {
  const held = await requireLease(ctx, itemId);
  if (!held.ok) return held;
  const until = leaseEnd(ctx.clock.now());
  await ctx.tx.item.update({ where: { id: itemId }, data: { leaseUntil: until } });
  return ok({ leaseUntil: until.toISOString() });
}

/** Gives the item back to the queue at its old place. */
export async function release(ctx: Ctx<PersonActor>, { itemId }: { itemId: string }): Promise<Result<void>> {
  const held = await requireLease(ctx, itemId);
  if (!held.ok) return held;
  await ctx.tx.item.update({ where: { id: itemId }, data: { leaseHolderId: null, leaseUntil: null } });
  await record(ctx, { action: 'item.released', details: {}, itemId, caseId: held.value.caseId, targets: [{ type: 'item', id: itemId }] });
  await announce(ctx.tx, 'queue', itemId);
  return ok();
}
