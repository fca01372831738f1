import type { Ctx } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { jobKey, renewFiles } from './create';
import { drawUp } from './draw-up';
import { findDecisions } from './load-facts';
import { lockReportOf, move, recordReport } from './move';
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
  await move(ctx, report, report.hotlineReportId ? 'retracting' : 'opening', { problem: null, retryAt: null });
  await recordReport(ctx, report, { action: 'report.retried', details: {} });
  await enqueue(ctx.tx, 'file-report', { reportId }, { key: jobKey(reportId) });
  return ok();
}
