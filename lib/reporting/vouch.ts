import { record } from '@/lib/audit';
import { type Ctx, Prisma } from '@/lib/db';
import { hotlineNameOf } from '@/lib/hotlines';
import { type PersonActor, type Result, config, fail, ok } from '@/lib/kernel';
import { startPreservation } from '@/lib/retention';
import { askSoon } from './health-book';
import { wakeReport } from './job';
import { lockReportOf, move } from './move';
import { announceFiled } from './notices';
import { isInDoubt } from './rules';
import type { VouchInput } from './schema';

/**
 * Enters what the hotline's people said of a report whose retraction it refuses, so that nothing else can be learnt of it:
 * that it is finished there, and then it is filed under its number; or that there is nothing of it, and then it is opened
 * anew, at once. A supervisor vouches for it, with a reason on the trail.
 */
export async function vouchForReport(ctx: Ctx<PersonActor>, { reportId, found, reason }: VouchInput): Promise<Result<void>> {
  const report = await lockReportOf(ctx, reportId);
  if (!report) return fail('not_found', 'There is no such report.');
  const { hotlineReportId: number, caseId, itemId } = report;
  if (!isInDoubt(report) || number === null) return fail('conflict', 'Nothing is in doubt about this report; nothing was changed.');
  if (report.isTest !== config().TEST_MODE) return fail('conflict', 'This report was made in another mode than this desk is in now; nothing was changed.');
  await record(ctx, { action: 'report.vouched', details: { found, number }, reason, caseId, itemId, targets: [{ type: 'report', id: reportId }] });
  const settled = { problem: null, problemFields: Prisma.DbNull, retryAt: null };
  if (found === 'filed') {
    const filedAt = ctx.clock.now();
    await move(ctx, report, 'filed', { ...settled, filedAt, remindAt: null }, { action: 'report.filed', details: { hotline: hotlineNameOf(report.hotline), receipt: number } });
    await startPreservation(ctx, { caseId, reportId, filedAt });
    await announceFiled(ctx, report);
    return ok();
  }
  await move(ctx, report, 'opening', { ...settled, hotlineReportId: null, openedAt: null, unexpected: 0 });
  await ctx.tx.reportFile.updateMany({ where: { reportId }, data: { hotlineFileId: null, describedAt: null } });
  await askSoon(ctx, report);
  await wakeReport(ctx.tx, report);
  return ok();
}
