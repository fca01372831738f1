import { type Ctx, Prisma } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { askSoon } from './health-book';
import { wakeReport } from './job';
import { redraw } from './mend';
import { lockReportOf, move, recordReport } from './move';
import { firstStateOf } from './rules';

/** A mail may have bounced and a gateway lost what it took: nobody but a person can know. A packet is handed in by a person anyway. */
const isSent = ({ state, channel }: { readonly state: string; readonly channel: string }): boolean => state === 'awaiting_reference' && channel !== 'portal';

/**
 * Sends a stuck report on its way again, at once. One that the hotline refused is assembled anew first, since the
 * same words would be refused again; one that stopped for another reason is filed as it was shown. So is one that was
 * sent by mail or to a gateway and has no reference: under the same number, by which the other side tells a repetition.
 */
export async function retryReport(ctx: Ctx<PersonActor>, { reportId }: { reportId: string }): Promise<Result<void>> {
  const report = await lockReportOf(ctx, reportId);
  if (!report) return fail('not_found', 'There is no such report.');
  if (report.state !== 'needs_attention' && report.state !== 'refused' && !isSent(report)) {
    return fail('conflict', 'This report is not stuck; nothing was changed.');
  }
  if (report.state === 'refused') {
    const drawn = await redraw(ctx, report);
    if (!drawn.ok) return drawn;
  }
  // What may be open at the hotline is retracted before anything else is sent.
  await move(ctx, report, firstStateOf(report), { unexpected: 0, problem: null, problemFields: Prisma.DbNull, retryAt: null, remindAt: null });
  await recordReport(ctx, report, { action: 'report.retried', details: {} });
  // Whoever sends it on has seen to the cause: the hotline is asked at once.
  await askSoon(ctx, report);
  await wakeReport(ctx.tx, report);
  return ok();
}
