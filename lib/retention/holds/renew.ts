import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { sealText, unwrapKey } from '@/lib/evidence';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { endOf } from '../rules';
import { HOLD_KINDS, type HoldKindId } from '../schema';
import { holdBinding, lockHold } from './find';

/**
 * Makes a hold longer because the agency asked again: 18 USC 2703(f)(2) gives one further period of 90 days. It counts from
 * the end of the first, and is asked for before that: a hold that is over may have let things go already. The reason is sealed
 * under the case's key, like that of the hold.
 */
export async function renewHold(ctx: Ctx<PersonActor>, { holdId, reason }: { holdId: string; reason: string }): Promise<Result<{ endsAt: string }>> {
  const hold = await lockHold(ctx, holdId);
  if (!hold) return fail('not_found', 'There is no such hold.');
  if (hold.liftedAt || (hold.endsAt && hold.endsAt <= ctx.clock.now())) return fail('conflict', 'This hold is over; place a new one. Nothing was changed.');
  const ends = Object.hasOwn(HOLD_KINDS, hold.kind) ? HOLD_KINDS[hold.kind as HoldKindId].ends : 'open';
  if (typeof ends === 'string' || !hold.endsAt) return fail('conflict', 'Only a request under 2703(f) is made longer by asking again. Place another hold where more is due.');
  if (hold.renewals >= ends.renewals) return fail('conflict', 'It was made longer once already, and the law knows one renewal. For more, the agency brings legal process; place a hold for that.');
  const endsAt = endOf(hold.endsAt, { days: ends.days });
  await ctx.tx.hold.update({ where: { id: holdId }, data: { endsAt, sealedRenewalReason: sealText(unwrapKey(hold.case), holdBinding('renewal', holdId), reason), renewals: hold.renewals + 1 } });
  await record(ctx, { action: 'hold.renewed', details: { kind: hold.kind, renewals: hold.renewals + 1 }, caseId: hold.caseId, targets: [{ type: 'hold', id: holdId, label: hold.case.number }] });
  await announce(ctx.tx, 'case', hold.caseId);
  return ok({ endsAt: endsAt.toISOString() });
}
