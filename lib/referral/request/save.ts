import type { Ctx, Prisma } from '@/lib/db';
import { type FieldError, type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { NO_REFERRAL, type Referral, lockReferralOf } from './find';
import { missingOf } from './missing';
import { recordReferral, write } from './move';
import { openTexts, whyUnreadable } from './opened';
import type { SaveReferralInput, SavedReferral } from './schema';
import { isReadable, sealDanger, sealRedactions } from './sealed';

export type DraftInput = Omit<SaveReferralInput, 'referralId' | 'seenAt'>;

export const NOT_YOURS = 'This draft is a colleague’s. Whoever prepares it asks for it, so that somebody else can agree; issue it anew under your own name once it is withdrawn.';

/** Keeps a draft as its page has it, complete or not. Whoever began it changes it, since nobody agrees to what they wrote themselves. */
export async function saveReferral(ctx: Ctx<PersonActor>, { referralId, seenAt, ...input }: SaveReferralInput): Promise<Result<SavedReferral>> {
  const referral = await lockReferralOf(ctx, referralId);
  if (!referral) return fail('not_found', NO_REFERRAL);
  if (referral.requestedById !== ctx.actor.id) return fail('forbidden', NOT_YOURS);
  if (referral.state !== 'draft') return fail('conflict', 'This referral is no draft any more. What you typed is kept here; take it back to change it.');
  if (referral.updatedAt.toISOString() !== new Date(seenAt).toISOString()) return fail('conflict', 'This draft was changed in another window meanwhile. What you typed since is not kept: note it, then reload to see what the draft says now.');
  const why = whyUnreadable(openTexts(referral));
  if (why) return fail('unprocessable', why);
  return keepDraft(ctx, referral, input);
}

/** Writes what a draft says once all that it names belongs together. The row is locked and is a draft. */
export async function keepDraft(ctx: Ctx<PersonActor>, referral: Referral, input: DraftInput): Promise<Result<SavedReferral>> {
  const foreign = await foreignFields(ctx, referral.caseId, input);
  if (foreign.length > 0) return fail('invalid', 'The draft names what does not belong to it. Nothing was saved; choose again.', foreign);
  if (!isReadable(referral.case)) return fail('conflict', 'What this case held was destroyed. There is nothing left to hand over.');
  await write(ctx, referral, dataOf(referral, input));
  await recordReferral(ctx, referral, { action: 'referral.saved', details: {} });
  const saved = await ctx.tx.referral.findUniqueOrThrow({ where: { id: referral.id }, include: { case: true, agency: true, key: true } });
  return ok({ updatedAt: saved.updatedAt.toISOString(), missing: await missingOf(ctx.tx, saved, ctx.clock.now()) });
}

const dateOf = (text: string | null) => (text === null ? null : new Date(text));

function dataOf({ id, kind, case: key }: Referral, { agencyId, keyId, profile, legalBasis, danger, scope, redactions }: DraftInput): Prisma.ReferralUncheckedUpdateInput {
  return {
    agencyId,
    keyId,
    profile,
    processType: kind === 'emergency' ? null : legalBasis.processType,
    processReference: legalBasis.reference || null,
    processAuthority: legalBasis.authority || null,
    issuedAt: dateOf(legalBasis.issuedAt),
    deadline: dateOf(legalBasis.deadline),
    sealedDanger: kind === 'emergency' ? sealDanger(key, id, danger) : null,
    scope,
    sealedRedactions: sealRedactions(key, id, redactions),
  };
}

/** What a draft names although it is not of its case, or not its agency's. */
async function foreignFields({ tx }: Ctx, caseId: string, { agencyId, keyId, scope, redactions }: DraftInput): Promise<FieldError[]> {
  const fields: FieldError[] = [];
  const of = (ids: readonly string[]) => ({ in: [...new Set(ids)] });
  const lacks = (found: number, ids: readonly string[]) => found < new Set(ids).size;
  if (agencyId !== null && !(await tx.agency.findFirst({ where: { id: agencyId, retiredAt: null }, select: { id: true } }))) fields.push({ field: 'agencyId', message: 'This agency is not in the directory any more' });
  if (keyId !== null && !(await tx.agencyKey.findFirst({ where: { id: keyId, agencyId: agencyId ?? undefined }, select: { id: true } }))) fields.push({ field: 'keyId', message: 'This key is not the agency’s' });
  if (lacks(await tx.item.count({ where: { caseId, id: of(scope.itemIds) } }), scope.itemIds)) fields.push({ field: 'scope/itemIds', message: 'An item is not of this case' });
  const inCase = { OR: [{ cases: { some: { id: caseId } } }, { participations: { some: { item: { caseId } } } }, { messages: { some: { item: { caseId } } } }] };
  if (lacks(await tx.account.count({ where: { id: of(redactions.accountIds), ...inCase } }), redactions.accountIds)) fields.push({ field: 'redactions/accountIds', message: 'A person is not of this case' });
  if (await tx.case.findFirst({ where: { id: caseId, subjectId: of(redactions.accountIds) }, select: { id: true } })) fields.push({ field: 'redactions/accountIds', message: 'The account that the case is about cannot be taken out' });
  if (lacks(await tx.message.count({ where: { id: of(redactions.messageIds), item: { caseId } } }), redactions.messageIds)) fields.push({ field: 'redactions/messageIds', message: 'A message is not of this case' });
  return fields;
}
