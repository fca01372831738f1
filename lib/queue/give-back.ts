import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';

/**
 * Gives everything that a person holds back to the queue, each item at its old place: somebody whose access ends, or
 * who gives back a role that they took, does not keep others from working on it.
 */
export async function giveBackAll(ctx: Ctx, personId: string): Promise<void> {
  const held = await ctx.tx.item.updateManyAndReturn({
    where: { leaseHolderId: personId, state: 'waiting', leaseUntil: { gt: ctx.clock.now() } },
    data: { leaseHolderId: null, leaseUntil: null },
    select: { id: true, caseId: true },
  });
  for (const { id, caseId } of held) {
    await record(ctx, { action: 'item.released', details: {}, itemId: id, caseId, targets: [{ type: 'item', id }] });
    await announce(ctx.tx, 'queue', id);
  }
}
