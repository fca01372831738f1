import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import type { ReviewHoldInput } from '../schema';
import { reviewDate } from './dates';
import { lockHold } from './find';
import { tendSoon } from '../tend-soon';

/** Says that somebody has looked whether a hold is still needed, and when they look again; with `isMine` it is theirs from now on. */
export async function reviewHold(ctx: Ctx<PersonActor>, { holdId, reviewOn, isMine }: ReviewHoldInput): Promise<Result<void>> {
  const hold = await lockHold(ctx, holdId);
  if (!hold) return fail('not_found', 'There is no such hold.');
  if (hold.liftedAt) return fail('conflict', 'This hold is over; nothing was changed.');
  const reviewAt = reviewDate(reviewOn, ctx.clock.now());
  if (!reviewAt.ok) return reviewAt;
  await ctx.tx.hold.update({ where: { id: holdId }, data: { reviewAt: reviewAt.value, ...(isMine && { ownerId: ctx.actor.id }) } });
  await record(ctx, { action: 'hold.reviewed', details: { kind: hold.kind, isTakenOver: isMine && hold.ownerId !== ctx.actor.id }, caseId: hold.caseId, targets: [{ type: 'hold', id: holdId, label: hold.case.number }] });
  await announce(ctx.tx, 'case', hold.caseId);
  await tendSoon(ctx.tx);
  return ok();
}
