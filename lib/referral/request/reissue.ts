import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { isUsableState } from '../agencies';
import { findReferable, insertDraft } from './create';
import { NO_REFERRAL, lockReferralOf } from './find';
import { openTexts, whyUnreadable } from './opened';
import type { ReferralIdInput } from './schema';
import { scopeOf } from './scope';
import { sealDanger, sealRedactions } from './sealed';
import { isReissuable } from './states';

/** Begins a new draft with all that an earlier referral said: the agency lost it, or needs it sealed for another key. */
export async function reissueReferral(ctx: Ctx<PersonActor>, { referralId }: ReferralIdInput): Promise<Result<{ referralId: string }>> {
  const old = await lockReferralOf(ctx, referralId);
  if (!old) return fail('not_found', NO_REFERRAL);
  if (!isReissuable(old.state)) return fail('conflict', 'This referral is still under way. Nothing was changed.');
  const found = await findReferable(ctx, old.caseId);
  if (!found.ok) return found;
  const texts = openTexts(old);
  if (whyUnreadable(texts)) return fail('unprocessable', 'What was to be taken out of it, or what the danger was, does not open: what is stored was changed or moved. Nothing was begun. Begin another referral of the case, and tell whoever runs the database.');
  const id = ctx.ids.next();
  const isDirected = old.agency !== null && old.agency.retiredAt === null;
  const { kind, profile, processType, processReference, processAuthority, issuedAt, deadline } = old;
  await insertDraft(ctx, old.caseId, kind, {
    profile, processType, processReference, processAuthority, issuedAt, deadline,
    agencyId: isDirected ? old.agencyId : null,
    keyId: isDirected && old.key && isUsableState(old.key) ? old.keyId : null,
    scope: scopeOf(old.scope),
    sealedRedactions: sealRedactions(old.case, id, texts.redactions),
    sealedDanger: sealDanger(old.case, id, texts.danger),
    reissueOfId: old.id,
  }, id);
  return ok({ referralId: id });
}
