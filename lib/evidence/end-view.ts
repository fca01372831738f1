import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { mediaTarget } from './view-rules';

/** Notes that the person has stopped looking. Ending twice changes nothing; ending what was never opened neither. */
export async function endView(ctx: Ctx<PersonActor>, { grantId }: { grantId: string }): Promise<Result<void>> {
  const view = await ctx.tx.evidenceView.findFirst({
    where: { id: grantId, personId: ctx.actor.id, sessionId: ctx.actor.sessionId },
    include: { item: { select: { caseId: true } } },
  });
  if (!view) return fail('not_found', 'There is no such look.');
  if (!view.openedAt) return ok();
  const endedAt = ctx.clock.now();
  const { count } = await ctx.tx.evidenceView.updateMany({ where: { id: grantId, endedAt: null }, data: { endedAt } });
  if (count === 0) return ok();
  const seconds = Math.max(0, Math.round((endedAt.getTime() - view.openedAt.getTime()) / 100) / 10);
  await record(ctx, {
    action: 'evidence.view_ended',
    details: { kind: view.kind, seconds },
    itemId: view.itemId,
    caseId: view.item.caseId,
    targets: [await mediaTarget(ctx.tx, view.itemId, view.mediaId)],
  });
  return ok();
}
