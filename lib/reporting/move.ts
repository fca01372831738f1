import { unwalled } from '@/lib/access';
import { type Entry, record } from '@/lib/audit';
import type { Action } from '@/lib/audit/schema';
import { type Ctx, type Prisma, type Tx, announce } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';
import { Superseded } from './ledger';
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

/** A report as its reader saw it: written only while that still holds. */
type Seen = Pick<ReportRow, 'id' | 'caseId' | 'itemId' | 'state' | 'attempts'>;
type Data = Omit<Prisma.ReportUncheckedUpdateManyInput, 'state'>;

/** What the trail says of a move: its own entry, or from where to where. */
export async function recordMove<A extends Action = 'report.moved'>(ctx: Ctx, report: Pick<Seen, 'id' | 'caseId' | 'itemId' | 'state'>, to: ReportState, entry?: Pick<Entry<A>, 'action' | 'details'>): Promise<void> {
  if (entry) await recordReport(ctx, report, entry);
  else await recordReport(ctx, report, { action: 'report.moved', details: { before: report.state, after: to } });
}

/**
 * Writes a report's state for everybody but filing, whose steps write-step.ts writes. The move must be in the table; the trail and open pages learn of it. The row is
 * locked, or the attempt is the writer's own.
 * @throws Superseded when somebody else moved it meanwhile. Error on a move that the table does not have: a mistake of
 * ours, never an outside event.
 */
export async function move<A extends Action = 'report.moved'>(ctx: Ctx, report: Seen, to: ReportState, data: Data = {}, entry?: Pick<Entry<A>, 'action' | 'details'>): Promise<void> {
  if (!canMove(report.state, to)) throw new Error(`A report cannot move from ${report.state} to ${to}.`);
  await write(ctx, report, { ...data, state: to });
  await recordMove(ctx, report, to, entry);
}

async function write(ctx: Ctx, { id, state, attempts }: Seen, data: Prisma.ReportUncheckedUpdateManyInput): Promise<void> {
  const { count } = await ctx.tx.report.updateMany({ where: { id, state, attempts }, data: { ...data, updatedAt: ctx.clock.now() } });
  if (count === 0) throw new Superseded(id);
  await announce(ctx.tx, 'report', id);
}
