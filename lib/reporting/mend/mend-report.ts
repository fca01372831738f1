import { type Ctx, Prisma } from '@/lib/db';
import { leavableAt } from '@/lib/hotlines';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { wakeReport } from '../job';
import { lockReportOf, move, recordReport } from '../move';
import { firstStateOf } from '../rules';
import type { MendInput } from './schema';
import { redraw } from './redraw';

interface Refused {
  readonly path: string;
}

/**
 * Leaves out of a refused report what the hotline did not take in its element, and sends it on its way again: what it
 * said goes along as text. By whoever asked for the report, or a supervisor. Only what was refused can be left out, and
 * never what a report must have.
 * @param omit paths as in the report's `problemFields`.
 */
export async function mendReport(ctx: Ctx<PersonActor>, { reportId, omit }: MendInput): Promise<Result<void>> {
  const report = await lockReportOf(ctx, reportId);
  if (!report) return fail('not_found', 'There is no such report.');
  if (report.createdById !== ctx.actor.id && ctx.actor.role !== 'supervisor') return fail('forbidden', 'Whoever asked for this report, or a supervisor, mends it. Nothing was changed.');
  if (report.state !== 'refused') return fail('conflict', 'This report is not refused any more; nothing was changed.');
  const refused = ((report.problemFields ?? []) as unknown as readonly Refused[]).map(({ path }) => path); // filing wrote it
  const paths: string[] = [];
  for (const path of omit) {
    const leavable = refused.includes(path) ? leavableAt(path) : null;
    if (leavable === null) return fail('unprocessable', 'This part was not refused, or a report must have it, so it cannot be left out. Nothing was changed.', [{ field: path, message: 'Cannot be left out' }]);
    paths.push(leavable);
  }
  const drawn = await redraw(ctx, report, [...new Set([...report.omitted, ...paths])]);
  if (!drawn.ok) return drawn;
  await move(ctx, report, firstStateOf(report), { problem: null, problemFields: Prisma.DbNull, retryAt: null });
  await recordReport(ctx, report, { action: 'report.mended', details: { paths } });
  await wakeReport(ctx.tx, report);
  return ok();
}
