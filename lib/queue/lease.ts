import { unwalled } from '@/lib/access';
import { holdsLease } from '@/lib/access/schema';
import { record } from '@/lib/audit';
import { type Ctx, type Prisma, announce } from '@/lib/db';
import { type PersonActor, type Result, config, fail, ok } from '@/lib/kernel';

/** When a lease taken or renewed now ends. */
export function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + config().LEASE_MINUTES * 60_000);
}

/** Locks the item's row for the rest of the transaction; null when for the caller there is no such item. */
export async function lockItem({ tx, actor }: Ctx<PersonActor>, itemId: string): Promise<Prisma.ItemGetPayload<object> | null> {
  await tx.$queryRaw`SELECT 1 FROM "Item" WHERE "id" = ${itemId}::uuid FOR UPDATE`;
  // Asked after the lock: whoever raises a wall locks the case's items, too, so that none is taken past it.
  return tx.item.findFirst({ where: { id: itemId, case: unwalled(actor) } });
}

/** Says to open pages and to the trail that an item is free again. */
export async function freeItem(ctx: Ctx, { id, caseId }: { id: string; caseId: string }): Promise<void> {
  await ctx.tx.item.update({ where: { id }, data: { leaseHolderId: null, leaseUntil: null } });
  await record(ctx, { action: 'item.released', details: {}, itemId: id, caseId, targets: [{ type: 'item', id }] });
  await announce(ctx.tx, 'queue', id);
}

/**
 * The row rule of everything that is done to an item: the caller holds its lease now. Locks the row, so that the
 * answer stays true until the transaction ends.
 */
export async function requireLease(ctx: Ctx<PersonActor>, itemId: string): Promise<Result<Prisma.ItemGetPayload<object>>> {
  const item = await lockItem(ctx, itemId);
  if (!item) return fail('not_found', 'There is no such item.');
  if (item.state === 'decided') return fail('conflict', 'This item is decided already; nothing was changed.');
  if (!holdsLease(ctx.actor, item, ctx.clock.now())) {
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
  await freeItem(ctx, held.value);
  return ok();
}
