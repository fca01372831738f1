import type { Ctx } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { tellReferrals } from './alerts';
import { expiryKey } from './expire';
import { NO_REFERRAL, type Referral, lockReferralOf } from './find';
import { move } from './move';
import { APPROVAL_HOURS, type Agreement, type ApproveReferralInput, type DeclineReferralInput } from './schema';
import { sealDecline } from './sealed';
import { NOTHING_AGREED, brokenOf, voidAgreement } from './void';

const HOUR_MS = 3_600_000;

/** Why somebody is no second person for a referral, in words; null when they are. */
export function whyNotSecond(actorId: string, { requestedById }: Pick<Referral, 'requestedById'>): string | null {
  return actorId === requestedById ? 'You asked for this referral. A colleague agrees to it, or sends it back.' : null;
}

/** Locks a referral that waits for a second person, for one who may be it. Whoever gets the row first decides. */
async function lockToJudge(ctx: Ctx<PersonActor>, referralId: string): Promise<Result<Referral>> {
  const referral = await lockReferralOf(ctx, referralId);
  if (!referral) return fail('not_found', NO_REFERRAL);
  const why = whyNotSecond(ctx.actor.id, referral);
  if (why) return fail('forbidden', why);
  if (referral.state !== 'awaiting_approval') return fail('conflict', 'This referral waits for nobody any more. Nothing was changed.');
  return ok(referral);
}

/**
 * Agrees to somebody else's referral, as it was submitted and as it was shown. It can be released for APPROVAL_HOURS. What
 * became another one since it was submitted is a draft again instead.
 */
export async function approveReferral(ctx: Ctx<PersonActor>, { referralId, agreedDigest }: ApproveReferralInput): Promise<Result<Agreement>> {
  const locked = await lockToJudge(ctx, referralId);
  if (!locked.ok) return locked;
  const referral = locked.value;
  const digest = Buffer.from(referral.agreedDigest ?? []).toString('hex');
  if (digest !== agreedDigest) return fail('conflict', 'This referral was submitted anew since you opened it. Nothing was agreed to; reload, and look at it again.');
  const broken = await brokenOf(ctx, referral);
  if (broken) return ok(await voidAgreement(ctx, referral, broken));
  const now = ctx.clock.now();
  const approvedUntil = new Date(now.getTime() + APPROVAL_HOURS * HOUR_MS);
  await move(ctx, referral, 'approved', { approvedById: ctx.actor.id, approvedAt: now, approvedUntil }, { action: 'referral.approved', details: { digest } });
  await enqueue(ctx.tx, 'expire-referrals', {}, { runAt: approvedUntil, key: expiryKey(referralId) });
  await tellReferrals(ctx);
  return ok({ kind: 'agreed', approvedUntil: approvedUntil.toISOString() });
}

/** Sends somebody else's referral back with a reason, which is content and sealed as such. */
export async function declineReferral(ctx: Ctx<PersonActor>, { referralId, reason }: DeclineReferralInput): Promise<Result<void>> {
  const locked = await lockToJudge(ctx, referralId);
  if (!locked.ok) return locked;
  const referral = locked.value;
  const said = { by: ctx.actor.name, at: ctx.clock.now().toISOString(), reason };
  await move(ctx, referral, 'draft', { ...NOTHING_AGREED, sealedDecline: sealDecline(referral.case, referral.id, said) }, { action: 'referral.declined', details: {} });
  await tellReferrals(ctx);
  return ok();
}
