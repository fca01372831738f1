import { unwalled } from '@/lib/access';
import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { isShredded } from '@/lib/evidence';
import { type PersonActor, type Result, config, fail, ok } from '@/lib/kernel';
import { leaseEnd, lockItem } from '@/lib/queue';
import { keepUndone } from './draft';

/** Until when a decision made at `decidedAt` can be undone by the person who made it. */
export function undoUntil(decidedAt: Date): Date {
  return new Date(decidedAt.getTime() + config().REPORT_UNDO_SECONDS * 1000);
}

/** What has been built on a decision since, in words; null when it can still be taken back without harm. */
async function builtOn({ tx }: Ctx, { id, itemId }: { id: string; itemId: string }, caseId: string): Promise<string | null> {
  const report = await tx.reportItem.findFirst({ where: { decisionId: id, report: { state: { not: 'withdrawn' } } }, select: { reportId: true } });
  if (report) return 'This decision is being reported; undo the report, and the decision goes with it.';
  // Ids are ordered by time.
  const later = await tx.decision.findFirst({ where: { itemId, undoneAt: null, id: { gt: id } }, select: { id: true } });
  if (later) return 'Somebody else decided this item meanwhile; both decisions stand.';
  // Held until the end, so that the case is not closed around an item that waits again.
  const [open] = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "Case" WHERE "id" = ${caseId}::uuid AND "status" = 'open' FOR SHARE`;
  return open ? null : 'The case was closed meanwhile; reopen it first.';
}

interface Undo {
  readonly decisionId: string;
  /** Nothing has come of the decision yet, however long ago it was made: its report still waits for somebody here. */
  readonly isPending?: boolean;
}

/**
 * Takes a decision back within the grace period and gives the item, and the form as it was, to its reviewer again. A
 * report made from it is the caller's to withdraw first, in the same transaction.
 */
export async function undoDecision(ctx: Ctx<PersonActor>, { decisionId, isPending = false }: Undo): Promise<Result<{ itemId: string }>> {
  const decision = await ctx.tx.decision.findFirst({ where: { id: decisionId, personId: ctx.actor.id, item: { case: unwalled(ctx.actor) } }, include: { files: true } });
  const item = decision && (await lockItem(ctx, decision.itemId));
  if (!item) return fail('not_found', 'There is no such decision of yours.');
  const now = ctx.clock.now();
  if (!isPending && now >= undoUntil(decision.decidedAt)) return fail('conflict', 'The time to undo is over. Open the case to add a note or decide again.');
  if (item.leaseHolderId && item.leaseUntil && item.leaseUntil > now) return fail('conflict', 'Somebody else took this item meanwhile; the decision stands.');
  if (isShredded(item)) return fail('conflict', 'This item was destroyed meanwhile; the decision stands.');
  const obstacle = await builtOn(ctx, decision, item.caseId);
  if (obstacle) return fail('conflict', obstacle);

  const undone = await ctx.tx.decision.updateMany({ where: { id: decisionId, undoneAt: null }, data: { undoneAt: now } });
  if (undone.count === 0) return fail('conflict', 'This decision was undone already.');
  await ctx.tx.item.update({ where: { id: item.id }, data: { state: 'waiting', leaseHolderId: ctx.actor.id, leaseUntil: leaseEnd(now) } });
  await keepUndone(ctx, item, decision);
  await record(ctx, { action: 'decision.undone', details: {}, itemId: item.id, caseId: item.caseId, targets: [{ type: 'decision', id: decisionId }] });
  await announce(ctx.tx, 'queue', item.id);
  return ok({ itemId: item.id });
}

/** Takes back decisions that were made in one act: all of them or none. The item of the first is where the person goes on. */
export async function undoDecisions(ctx: Ctx<PersonActor>, { decisionIds, isPending }: { decisionIds: readonly string[]; isPending?: boolean }): Promise<Result<{ itemId: string }>> {
  const itemIds: string[] = [];
  for (const decisionId of decisionIds) {
    const undone = await undoDecision(ctx, { decisionId, isPending });
    if (!undone.ok) return undone;
    itemIds.push(undone.value.itemId);
  }
  const [itemId] = itemIds;
  return itemId === undefined ? fail('not_found', 'There is no such decision of yours.') : ok({ itemId });
}
