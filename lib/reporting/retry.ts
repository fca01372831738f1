import { type Ctx, Prisma } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { renewFiles } from './create';
import { drawUp } from './draw-up';
import { askSoon } from './health-book';
import { wakeReport } from './job';
import { findDecisions } from './load-facts';
import { lockReportOf, move, recordReport } from './move';
import { firstStateOf } from './rules';
import { sealReport } from './seal-report';

/**
 * Sends a stuck report on its way again, at once. One that the hotline refused is assembled anew first, since the
 * same words would be refused again; one that stopped for another reason is filed as it was shown.
 */
export async function retryReport(ctx: Ctx<PersonActor>, { reportId }: { reportId: string }): Promise<Result<void>> {
  const report = await lockReportOf(ctx, reportId);
  if (!report) return fail('not_found', 'There is no such report.');
  if (report.state !== 'needs_attention' && report.state !== 'refused') {
    return fail('conflict', 'This report is not stuck; nothing was changed.');
  }
  if (report.state === 'refused') {
    const covered = await ctx.tx.reportItem.findMany({ where: { reportId }, orderBy: { position: 'asc' }, select: { decisionId: true } });
    const decisions = await findDecisions(ctx.tx, covered.map(({ decisionId }) => decisionId));
    const [decision] = decisions;
    if (!decision) return fail('not_found', 'The decision behind this report is missing.');
    const drawn = await drawUp(ctx, { hotline: report.hotline, decisions, omitted: report.omitted });
    if (!drawn.ok) return drawn;
    await ctx.tx.report.update({ where: { id: reportId }, data: { sealedBody: sealReport(decision.item, reportId, drawn.value) } });
    await renewFiles(ctx, reportId, drawn.value);
  }
  // What may be open at the hotline is retracted before anything else is sent.
  await move(ctx, report, firstStateOf(report), { problem: null, problemFields: Prisma.DbNull, retryAt: null });
  await recordReport(ctx, report, { action: 'report.retried', details: {} });
  // Whoever sends it on has seen to the cause: the hotline is asked at once.
  await askSoon(ctx, report);
  await wakeReport(ctx.tx, report);
  return ok();
}
