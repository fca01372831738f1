import type { Ctx } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { tellReferrals } from './alerts';
import { expiryKey } from './expire';
import { NO_REFERRAL, lockReferralOf } from './find';
import { move } from './move';
import type { AcknowledgeReferralInput, ReferralIdInput } from './schema';
import { canMove } from './states';

/** Ends a referral that nobody acknowledged. A package that was made is removed; what was taken along is with the agency. */
export async function withdrawReferral(ctx: Ctx<PersonActor>, { referralId }: ReferralIdInput): Promise<Result<void>> {
  const referral = await lockReferralOf(ctx, referralId);
  if (!referral) return fail('not_found', NO_REFERRAL);
  if (referral.state === 'withdrawn') return ok();
  if (!canMove(referral.state, 'withdrawn')) return fail('conflict', referral.state === 'packing' ? 'Its package is being made. Wait until it is, then withdraw it. Nothing was changed.' : 'This referral is over. Nothing was changed.');
  await move(ctx, referral, 'withdrawn', { problem: null }, { action: 'referral.withdrawn', details: {} });
  await enqueue(ctx.tx, 'expire-referrals', {}, { key: expiryKey(referralId) });
  await tellReferrals(ctx);
  return ok();
}

/** Keeps what the agency said when it had received the package: its own reference for it. */
export async function acknowledgeReferral(ctx: Ctx<PersonActor>, { referralId, reference }: AcknowledgeReferralInput): Promise<Result<void>> {
  const referral = await lockReferralOf(ctx, referralId);
  if (!referral) return fail('not_found', NO_REFERRAL);
  if (!canMove(referral.state, 'acknowledged')) return fail('conflict', 'There is nothing to acknowledge: no package of this referral was released, or it is acknowledged already. Nothing was changed.');
  if (!referral.takenAt) return fail('conflict', 'Nobody has taken this package along, so the agency cannot have it. Nothing was changed.');
  await move(ctx, referral, 'acknowledged', { acknowledgedAt: ctx.clock.now(), acknowledgement: reference }, { action: 'referral.acknowledged', details: {} });
  await tellReferrals(ctx);
  return ok();
}
