import { unwalled } from '@/lib/access';
import { type Entry, record } from '@/lib/audit';
import type { Action } from '@/lib/audit/schema';
import { type Ctx, type Prisma, type Tx, announce } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';
import { canMove } from './rules';
import type { ReportState } from './schema';

type ReportRow = Prisma.ReportGetPayload<object>;

/** Locks a report's row until the transaction ends and reads it. */
export async function lockReport(tx: Tx, reportId: string): Promise<ReportRow | null> {
  await tx.$queryRaw`SELECT 1 FROM "Report" WHERE "id" = ${reportId}::uuid FOR UPDATE`;
  return tx.report.findUnique({ where: { id: reportId } });
}

/** As `lockReport`, for a person: null also when they are kept away from the report's case. */
export async function lockReportOf({ tx, actor }: Ctx<PersonActor>, reportId: string): Promise<ReportRow | null> {
  await lockReport(tx, reportId);
  return tx.report.findFirst({ where: { id: reportId, case: unwalled(actor) } });
}

/** What the audit trail says about a report, with its case and item. */
export async function recordReport<A extends Action>(ctx: Ctx, report: Pick<ReportRow, 'id' | 'caseId' | 'itemId'>, entry: Pick<Entry<A>, 'action' | 'details'>): Promise<void> {
  await record<A>(ctx, {
    ...entry,
    caseId: report.caseId,
    itemId: report.itemId,
    targets: [{ type: 'report', id: report.id }],
  });
}

/**
 * The only writer of a report's state. The row must be locked; the move must be in the table; the trail and open
 * pages learn of it.
 * @throws Error on a move that the table does not have: a mistake of ours, never an outside event.
 */
export async function move<A extends Action = 'report.moved'>(
  ctx: Ctx,
  report: ReportRow,
  to: ReportState,
  data: Omit<Prisma.ReportUncheckedUpdateInput, 'state'> = {},
  entry?: Pick<Entry<A>, 'action' | 'details'>,
): Promise<void> {
  if (!canMove(report.state, to)) throw new Error(`A report cannot move from ${report.state} to ${to}.`);
  await ctx.tx.report.update({ where: { id: report.id }, data: { ...data, state: to, updatedAt: ctx.clock.now() } });
  if (entry) await recordReport(ctx, report, entry);
  else await recordReport(ctx, report, { action: 'report.moved', details: { before: report.state, after: to } });
  await announce(ctx.tx, 'report', report.id);
}
