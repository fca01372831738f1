import { unwalled } from '@/lib/access';
import { record } from '@/lib/audit';
import type { Ctx, Prisma } from '@/lib/db';
import { hotlineNameOf } from '@/lib/hotlines';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { whyNotSecond } from './judge';

/** A report that waits for a second person, or for its first one again. Times are ISO 8601 in UTC. */
export interface ApprovalRow {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly hotlineName: string;
  readonly isTest: boolean;
  /** Why a second person has to agree. */
  readonly why: string;
  readonly createdBy: string;
  readonly knownAt: string;
  readonly waitingSince: string;
  readonly items: number;
  readonly files: number;
  /** Why the reader is not who can agree, or null. */
  readonly off: string | null;
}

/** At most `SHOWN` rows, and how many there are. */
interface Rows {
  readonly rows: readonly ApprovalRow[];
  readonly total: number;
}

export interface ApprovalsPage {
  readonly waiting: Rows;
  /** Those that were sent back to the reader. */
  readonly sentBack: Rows;
  /** For supervisors those that were sent back to others, who may be gone or kept away by now. */
  readonly sentToOthers: Rows;
}

const SHOWN = 100;

const WITH_NAMES = {
  case: { select: { number: true } },
  createdBy: { select: { pseudonym: true } },
  items: { select: { decision: { select: { personId: true } } } },
  _count: { select: { files: true } },
} as const satisfies Prisma.ReportInclude;

/** What waits for a second person, the most urgent and longest known first, one's own among it; and what was sent back, to oneself or, for supervisors, to others. */
export async function listApprovals(ctx: Ctx<PersonActor>): Promise<Result<ApprovalsPage>> {
  const rowsOf = async (narrowed: Prisma.ReportWhereInput): Promise<Rows> => {
    const where = { ...narrowed, case: unwalled(ctx.actor) };
    const total = await ctx.tx.report.count({ where });
    const reports = await ctx.tx.report.findMany({ where, orderBy: [{ urgency: 'asc' }, { knownAt: 'asc' }], take: SHOWN, include: WITH_NAMES });
    const rows = reports.map((report) => ({
      id: report.id,
      caseId: report.caseId,
      caseNumber: report.case.number,
      hotlineName: hotlineNameOf(report.hotline),
      isTest: report.isTest,
      why: report.approvalReason ?? '',
      createdBy: report.createdBy.pseudonym,
      knownAt: report.knownAt.toISOString(),
      waitingSince: report.updatedAt.toISOString(),
      items: report.items.length,
      files: report._count.files,
      off: whyNotSecond(ctx.actor.id, { createdById: report.createdById, deciderIds: report.items.map(({ decision }) => decision.personId) }),
    }));
    return { rows, total };
  };
  const waiting = await rowsOf({ state: 'awaiting_approval' });
  const sentBack = await rowsOf({ state: 'draft', createdById: ctx.actor.id });
  const isSupervisor = ctx.actor.role === 'supervisor';
  const sentToOthers = isSupervisor ? await rowsOf({ state: 'draft', createdById: { not: ctx.actor.id } }) : { rows: [], total: 0 };
  await record(ctx, { action: 'reports.read', details: {} });
  return ok({ waiting, sentBack, sentToOthers });
}
