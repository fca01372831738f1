import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { type PersonActor, type Result, config, fail, ok } from '@/lib/kernel';
import { leaseEnd, lockItem } from '@/lib/queue';

/** Until when a decision made at `decidedAt` can be undone by the person who made it. */
export function undoUntil(decidedAt: Date): Date {
  return new Date(decidedAt.getTime() + config().REPORT_UNDO_SECONDS * 1000);
}

/**
 * Takes a decision back within the grace period and gives the item to its reviewer again. A report made from it is
 * the caller's to withdraw first, in the same transaction.
 */
export async function undoDecision(ctx: Ctx<PersonActor>, { decisionId }: { decisionId: string }): Promise<Result<{ itemId: string }>> {
  const decision = await ctx.tx.decision.findUnique({ where: { id: decisionId } });
  if (!decision || decision.personId !== ctx.actor.id) return fail('not_found', 'There is no such decision of yours.');
  const item = await lockItem(ctx.tx, decision.itemId);
  if (!item) return fail('not_found', 'There is no such item.');
  const now = ctx.clock.now();
  if (now >= undoUntil(decision.decidedAt)) return fail('conflict', 'The time to undo is over. Open the case to add a note or decide again.');
  if (item.leaseHolderId && item.leaseUntil && item.leaseUntil > now) return fail('conflict', 'Somebody else took this item meanwhile; the decision stands.');

  const undone = await ctx.tx.decision.updateMany({ where: { id: decisionId, undoneAt: null }, data: { undoneAt: now } });
  if (undone.count === 0) return fail('conflict', 'This decision was undone already.');
  await ctx.tx.item.update({ where: { id: item.id }, data: { state: 'waiting', leaseHolderId: ctx.actor.id, leaseUntil: leaseEnd(now) } });
  await record(ctx, { action: 'decision.undone', details: {}, itemId: item.id, caseId: item.caseId, targets: [{ type: 'decision', id: decisionId }] });
  await announce(ctx.tx, 'queue', item.id);
  return ok({ itemId: item.id });
}
