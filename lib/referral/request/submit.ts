import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { giveNumbers } from '../gather/order';
import { tellReferrals } from './alerts';
import { agreedOf } from './agreed';
import { NO_REFERRAL, type Referral, lockReferralOf } from './find';
import { missingOf } from './missing';
import { move } from './move';
import { openTexts, whyUnreadable } from './opened';
import { NOT_YOURS } from './save';
import { isReadable } from './sealed';
import type { ReferralIdInput } from './schema';
import { NOTHING_AGREED } from './void';

/** Submits one's own draft to a second person. From here on nothing of it changes; who wants it to takes it back. */
export async function submitReferral(ctx: Ctx<PersonActor>, { referralId }: ReferralIdInput): Promise<Result<void>> {
  const referral = await lockReferralOf(ctx, referralId);
  if (!referral) return fail('not_found', NO_REFERRAL);
  if (referral.requestedById !== ctx.actor.id) return fail('forbidden', NOT_YOURS);
  if (referral.state !== 'draft') return fail('conflict', 'This referral was submitted already. Nothing was changed.');
  return submitDraft(ctx, referral);
}

/** As `submitReferral`, of a draft whose row is locked. */
export async function submitDraft(ctx: Ctx<PersonActor>, draft: Referral): Promise<Result<void>> {
  const now = ctx.clock.now();
  const missing = await missingOf(ctx.tx, draft, now);
  if (missing.length > 0) return fail('invalid', 'The draft is not complete. Nothing was submitted; it is kept as it is.', missing);
  if (!isReadable(draft.case)) return fail('conflict', 'What this case held was destroyed. There is nothing left to hand over.');
  const why = whyUnreadable(openTexts(draft));
  if (why) return fail('unprocessable', why);
  await giveNumbers(ctx, draft.caseId);
  // An emergency is due at once, whatever else was said.
  const referral = { ...draft, deadline: draft.kind === 'emergency' ? now : draft.deadline, requestedAt: now };
  const { digest, parts } = await agreedOf(ctx.tx, referral);
  const asked = { deadline: referral.deadline, agreedDigest: digest, agreedParts: parts, requestedAt: now, problem: null, sealedDecline: null };
  await move(ctx, draft, 'awaiting_approval', asked, { action: 'referral.requested', details: { digest: Buffer.from(digest).toString('hex') } });
  await tellReferrals(ctx);
  return ok();
}

/** Takes one's own request back to change it; an approval that it had is none any more. */
export async function takeBackReferral(ctx: Ctx<PersonActor>, { referralId }: ReferralIdInput): Promise<Result<void>> {
  const referral = await lockReferralOf(ctx, referralId);
  if (!referral) return fail('not_found', NO_REFERRAL);
  if (referral.requestedById !== ctx.actor.id) return fail('forbidden', 'A colleague asked for this. They take it back, or you withdraw it and issue it anew.');
  if (referral.state === 'draft') return ok();
  if (!['awaiting_approval', 'approved', 'failed'].includes(referral.state)) return fail('conflict', 'It is too late to change this: its package is made, or it is over. Withdraw it, and issue it anew.');
  await move(ctx, referral, 'draft', { ...NOTHING_AGREED, problem: null }, { action: 'referral.taken_back', details: {} });
  await tellReferrals(ctx);
  return ok();
}
