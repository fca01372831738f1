import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { packLater } from '../package/job';
import { tellReferrals } from './alerts';
import { NO_REFERRAL, type Referral, lockReferralOf } from './find';
import { move } from './move';
import type { Agreement, ReferralIdInput } from './schema';
import { TOO_LATE, brokenApproval, brokenOf, voidAgreement } from './void';

/**
 * Has the package made of a referral that a second person agreed to, or made again after it could not be. All that was
 * agreed to is looked at anew, the agency's key first of all: what is another one now makes it a draft again.
 */
export async function releaseReferral(ctx: Ctx<PersonActor>, { referralId }: ReferralIdInput): Promise<Result<Agreement>> {
  const referral = await lockReferralOf(ctx, referralId);
  if (!referral) return fail('not_found', NO_REFERRAL);
  if (referral.state !== 'approved' && referral.state !== 'failed') return fail('conflict', 'This referral is not to be released: nobody has agreed to it, or its package is made already. Nothing was changed.');
  // Nobody retires a key while what is sealed for it is being released.
  await ctx.tx.$queryRaw`SELECT 1 FROM "AgencyKey" WHERE "id" = ${referral.keyId}::uuid FOR SHARE`;
  const fresh = (await lockReferralOf(ctx, referralId)) ?? referral;
  const broken = isInTime(fresh, ctx.clock.now()) ? ((await brokenApproval(ctx, fresh)) ?? (await brokenOf(ctx, fresh))) : TOO_LATE;
  if (broken) return ok(await voidAgreement(ctx, fresh, broken));
  const data = { releasedById: ctx.actor.id, releasedAt: ctx.clock.now(), packedBytes: 0, totalBytes: 0, problem: null };
  await move(ctx, fresh, 'packing', data, { action: 'referral.released', details: { digest: Buffer.from(fresh.agreedDigest ?? []).toString('hex') } });
  await packLater(ctx.tx, referralId);
  await tellReferrals(ctx);
  return ok({ kind: 'packing' });
}

/** Somebody else's approval that still counts. */
function isInTime({ approvedById, approvedUntil, requestedById }: Referral, now: Date): boolean {
  return approvedById !== null && approvedById !== requestedById && approvedUntil !== null && approvedUntil > now;
}
