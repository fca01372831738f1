import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { sealText, unwrapKey } from '@/lib/evidence';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { holdBinding, lockHold } from './find';
import { tendSoon } from '../tend-soon';

/**
 * Lifts a hold before its end. Nothing is destroyed by it: that takes two people, or the desk's own work, which counts the hold
 * for LIFT_GRACE_DAYS more, so that one person's wrong click is mended by placing it again.
 */
export async function liftHold(ctx: Ctx<PersonActor>, { holdId, reason }: { holdId: string; reason: string }): Promise<Result<void>> {
  const hold = await lockHold(ctx, holdId);
  if (!hold) return fail('not_found', 'There is no such hold.');
  if (hold.liftedAt) return ok();
  const sealedLiftReason = sealText(unwrapKey(hold.case), holdBinding('lift', holdId), reason);
  await ctx.tx.hold.update({ where: { id: holdId }, data: { liftedAt: ctx.clock.now(), liftedById: ctx.actor.id, sealedLiftReason } });
  await record(ctx, { action: 'hold.lifted', details: { kind: hold.kind }, caseId: hold.caseId, targets: [{ type: 'hold', id: holdId, label: hold.case.number }] });
  await announce(ctx.tx, 'case', hold.caseId);
  await tendSoon(ctx.tx);
  return ok();
}
