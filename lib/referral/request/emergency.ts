import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { findReferable, insertDraft } from './create';
import { NO_REFERRAL, lockReferralOf } from './find';
import { keepDraft } from './save';
import type { EmergencyInput } from './schema';
import { submitDraft } from './submit';

/**
 * The short form where life is in danger: drafted and submitted in one step, without process, due now. A second person
 * still agrees; they are told at once.
 */
export async function requestEmergency(ctx: Ctx<PersonActor>, { caseId, authority, reference, ...input }: EmergencyInput): Promise<Result<{ referralId: string }>> {
  const found = await findReferable(ctx, caseId);
  if (!found.ok) return found;
  const referralId = await insertDraft(ctx, caseId, 'emergency');
  const draft = await lockReferralOf(ctx, referralId);
  if (!draft) return fail('not_found', NO_REFERRAL);
  const legalBasis = { processType: null, reference, authority, issuedAt: null, deadline: null };
  const kept = await keepDraft(ctx, draft, { ...input, legalBasis });
  if (!kept.ok) return kept;
  const written = await lockReferralOf(ctx, referralId);
  if (!written) return fail('not_found', NO_REFERRAL);
  const submitted = await submitDraft(ctx, written);
  return submitted.ok ? ok({ referralId }) : submitted;
}
