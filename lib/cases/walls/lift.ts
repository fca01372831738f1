import { unwalled } from '@/lib/access';
import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { announceWall } from './raise';

/**
 * Lets a person back to a case. The wall stays on record with both reasons. Nobody lifts their own: to whom it keeps
 * away, it does not exist. Walls on other cases of the account stand until they are lifted themselves.
 */
export async function liftWall(ctx: Ctx<PersonActor>, { wallId, reason }: { wallId: string; reason: string }): Promise<Result<void>> {
  const wall = await ctx.tx.caseWall.findFirst({ where: { id: wallId, case: unwalled(ctx.actor) }, include: { case: { select: { number: true } } } });
  if (!wall) return fail('not_found', 'There is no such wall.');
  const { caseId, personId } = wall;
  const { count } = await ctx.tx.caseWall.updateMany({
    where: { id: wallId, liftedAt: null },
    data: { liftedAt: ctx.clock.now(), liftedById: ctx.actor.id, liftReason: reason },
  });
  if (count === 0) return fail('conflict', 'This person was let back already; nothing was changed.');
  await record(ctx, { action: 'case.wall_lifted', details: {}, reason, caseId, targets: [{ type: 'person', id: personId }, { type: 'case', id: caseId, label: wall.case.number }] });
  await announceWall(ctx, { caseId, personId });
  return ok();
}
