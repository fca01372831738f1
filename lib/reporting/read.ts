import { unwalled } from '@/lib/access';
import { record } from '@/lib/audit';
import type { Ctx, Prisma } from '@/lib/db';
import { hotlineNameOf } from '@/lib/hotlines';
import type { Channel } from '@/lib/hotlines/schema';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { FUNNEL, FUNNEL_STEPS, type FunnelStep, type ReportFilter, type ReportState, funnelStepOf } from './schema';

interface RefusedField {
  readonly path: string;
  readonly words: string;
  readonly whatToDo: string;
}

/** One report as pages show it. Times are ISO 8601 in UTC. */
export interface ReportRow {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly itemId: string;
  readonly decisionId: string;
  /** The platform's id of the account. */
  readonly subject: string;
  readonly hotline: string;
  /** What people call it. */
  readonly hotlineName: string;
  readonly channel: Channel;
  /** Why it goes there, as it was shown before the click. */
  readonly routeReason: string;
  readonly isTest: boolean;
  readonly state: ReportState;
  readonly createdAt: string;
  readonly dueAt: string;
  readonly filedAt: string | null;
  /** The hotline's number, given only once the report is filed. */
  readonly receipt: string | null;
  readonly problem: string | null;
  /** What the hotline refused, in our words. */
  readonly problemFields: readonly RefusedField[];
  /** Why a second person has to agree; null where nobody has to. */
  readonly approvalReason: string | null;
  /** When the platform came to know. */
  readonly knownAt: string;
  readonly retryAt: string | null;
  readonly attempts: number;
  readonly createdBy: string;
  readonly createdById: string;
  readonly items: number;
  readonly files: number;
  readonly filesSent: number;
  readonly filesViewed: number;
}

export interface ReportsPage {
  readonly funnel: Readonly<Record<FunnelStep, number>>;
  readonly rows: readonly ReportRow[];
  /** Pass as `before` for the next page; null at the end. */
  readonly next: string | null;
}

const REPORTS_PAGE_SIZE = 50;

const WITH_NAMES = {
  case: { select: { number: true, subject: { select: { externalId: true } } } },
  createdBy: { select: { pseudonym: true } },
  files: { select: { hotlineFileId: true, fileViewedByEsp: true } },
  _count: { select: { items: true } },
} as const satisfies Prisma.ReportInclude;

function toRow(report: Prisma.ReportGetPayload<{ include: typeof WITH_NAMES }>): ReportRow {
  const { id, caseId, itemId, decisionId, hotline, channel, routeReason, isTest, state, problem, approvalReason, attempts, createdById } = report;
  return {
    id,
    caseId,
    caseNumber: report.case.number,
    itemId,
    decisionId,
    subject: report.case.subject.externalId,
    hotline,
    hotlineName: hotlineNameOf(hotline),
    channel,
    routeReason,
    isTest,
    state,
    createdAt: report.createdAt.toISOString(),
    dueAt: report.dueAt.toISOString(),
    filedAt: report.filedAt?.toISOString() ?? null,
    // Before it is filed the number stands for nothing yet, so nobody gets to see it.
    receipt: state === 'filed' ? report.hotlineReportId : null,
    problem,
    problemFields: (report.problemFields ?? []) as unknown as readonly RefusedField[], // the machine wrote it
    approvalReason,
    knownAt: report.knownAt.toISOString(),
    retryAt: report.retryAt?.toISOString() ?? null,
    attempts,
    createdBy: report.createdBy.pseudonym,
    createdById,
    items: report._count.items,
    files: report.files.length,
    filesSent: report.files.filter(({ hotlineFileId }) => hotlineFileId !== null).length,
    filesViewed: report.files.filter(({ fileViewedByEsp }) => fileViewedByEsp).length,
  };
}

/** Every report of the cases that are there for the person, newest first, with how many stand where. */
export async function listReports(ctx: Ctx<PersonActor>, { step, before }: ReportFilter): Promise<Result<ReportsPage>> {
  const counts = await ctx.tx.report.groupBy({ by: ['state'], where: { case: unwalled(ctx.actor) }, _count: true });
  const reports = await ctx.tx.report.findMany({
    where: { case: unwalled(ctx.actor), state: step && { in: [...FUNNEL[step].states] }, id: before && { lt: before } },
    // Ids are ordered by time, so they are a cursor that never skips or repeats a row.
    orderBy: { id: 'desc' },
    take: REPORTS_PAGE_SIZE + 1,
    include: WITH_NAMES,
  });
  await record(ctx, { action: 'reports.read', details: {} });
  const funnel = Object.fromEntries(FUNNEL_STEPS.map((name) => [name, 0])) as Record<FunnelStep, number>;
  for (const { state, _count } of counts) funnel[funnelStepOf(state)] += _count;
  const rows = reports.slice(0, REPORTS_PAGE_SIZE).map(toRow);
  return ok({ funnel, rows, next: reports.length > REPORTS_PAGE_SIZE ? (rows.at(-1)?.id ?? null) : null });
}

/** The reports of one case, oldest first. The caller has checked, and recorded, that the case may be read. */
export async function reportsOfCase({ tx }: Ctx, caseId: string): Promise<ReportRow[]> {
  const reports = await tx.report.findMany({ where: { caseId }, orderBy: { id: 'asc' }, include: WITH_NAMES });
  return reports.map(toRow);
}

/** Where one report stands, for the line that follows it live. */
export async function reportState({ tx, actor }: Ctx<PersonActor>, { reportId }: { reportId: string }): Promise<Result<ReportRow>> {
  const report = await tx.report.findFirst({ where: { id: reportId, case: unwalled(actor) }, include: WITH_NAMES });
  return report ? ok(toRow(report)) : fail('not_found', 'There is no such report.');
}

/** The reports that cover an item, oldest first; those that were withdrawn are left out. */
export async function reportsOfItem({ tx, actor }: Ctx<PersonActor>, { itemId }: { itemId: string }): Promise<Result<readonly ReportRow[]>> {
  const reports = await tx.report.findMany({ where: { items: { some: { itemId } }, case: unwalled(actor), state: { not: 'withdrawn' } }, orderBy: { id: 'asc' }, include: WITH_NAMES });
  return ok(reports.map(toRow));
}
