import { unwalled } from '@/lib/access';
import { record } from '@/lib/audit';
import type { Ctx, Prisma } from '@/lib/db';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { REFERRAL_STEPS, REFERRAL_STEP_NAMES, type ReferralFilter, type ReferralList, type ReferralRow, type ReferralStep } from './schema';

const SHOWN = 200;

const WITH = { case: { select: { number: true } }, agency: { select: { name: true } }, requestedBy: { select: { pseudonym: true } } } as const satisfies Prisma.ReferralInclude;
type Found = Prisma.ReferralGetPayload<{ include: typeof WITH }>;

function rowOf(actor: PersonActor, found: Found): ReferralRow {
  const { id, number, caseId, kind, profile, state, updatedAt, deadline, approvedUntil, takeUntil, requestedById } = found;
  return {
    id,
    number,
    caseId,
    caseNumber: found.case.number,
    agency: found.agency?.name ?? null,
    kind,
    profile,
    state,
    requestedBy: found.requestedBy.pseudonym,
    updatedAt: updatedAt.toISOString(),
    deadline: deadline?.toISOString() ?? null,
    approvedUntil: state === 'approved' ? (approvedUntil?.toISOString() ?? null) : null,
    takeUntil: state === 'released' ? (takeUntil?.toISOString() ?? null) : null,
    isMineToApprove: state === 'awaiting_approval' && requestedById !== actor.id,
  };
}

const inStep = (step: ReferralStep | undefined): Prisma.ReferralWhereInput => (step ? { state: { in: [...REFERRAL_STEPS[step].states] } } : {});

/** Referrals, those that changed last first, by where they stand and by number or agency. A search is an event, without its words: they may name somebody. */
export async function listReferrals(ctx: Ctx<PersonActor>, { step, text }: ReferralFilter): Promise<Result<ReferralList>> {
  const { tx, actor } = ctx;
  const contains = { contains: text, mode: 'insensitive' } as const;
  const found: Prisma.ReferralWhereInput = {
    case: unwalled(actor),
    ...(text !== '' && { OR: [{ number: contains }, { case: { number: contains } }, { agency: { name: contains } }] }),
  };
  const where = { ...found, ...inStep(step) };
  const rows = await tx.referral.findMany({ where, orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }], take: SHOWN, include: WITH });
  const states = await tx.referral.groupBy({ by: ['state'], where: found, _count: true });
  const countOf = (name: ReferralStep) => states.filter(({ state }) => (REFERRAL_STEPS[name].states as readonly string[]).includes(state)).reduce((sum, { _count }) => sum + _count, 0);
  const counts = Object.fromEntries(REFERRAL_STEP_NAMES.map((name) => [name, countOf(name)])) as Record<ReferralStep, number>;
  const total = step ? counts[step] : Object.values(counts).reduce((sum, count) => sum + count, 0);
  await record(ctx, { action: 'referrals.read', details: { step: step ?? 'all', isSearch: text !== '', found: total } });
  return ok({ rows: rows.map((row) => rowOf(actor, row)), total, counts });
}

/** The referrals of a case, the newest first, for its page, whose reading is the event. The caller may read the case. */
export async function referralsOfCase({ tx, actor }: Ctx<PersonActor>, { caseId }: { caseId: string }): Promise<Result<ReferralRow[]>> {
  const rows = await tx.referral.findMany({ where: { caseId, case: unwalled(actor) }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: SHOWN, include: WITH });
  return ok(rows.map((row) => rowOf(actor, row)));
}
