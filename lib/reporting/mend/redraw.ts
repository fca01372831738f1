import type { Ctx, Prisma } from '@/lib/db';
import { type Result, fail, ok } from '@/lib/kernel';
import { renewFiles } from '../create';
import { drawUp } from '../draw-up';
import { findDecisions } from '../load-facts';
import { openReport, sealReport } from '../seal-report';
import { onlyFilesOf } from './only-files-of';

type Row = Pick<Prisma.ReportGetPayload<object>, 'id' | 'hotline' | 'sealedBody' | 'omitted'>;

/**
 * Assembles a report anew out of what the desk knows now, with the same files and, where it adds to an earlier one, the
 * same words; what is filed from then on is this. The report's row must be locked. Refuses with `unprocessable` when the
 * hotline would refuse it.
 * @param omitted every element that is left out, by path.
 */
export async function redraw(ctx: Ctx, report: Row, omitted: readonly string[] = report.omitted): Promise<Result<void>> {
  const covered = await ctx.tx.reportItem.findMany({ where: { reportId: report.id }, orderBy: { position: 'asc' }, select: { decisionId: true } });
  const decisions = await findDecisions(ctx.tx, covered.map(({ decisionId }) => decisionId));
  const [first] = decisions;
  if (!first) return fail('not_found', 'The decision behind this report is missing.');
  const { facts } = openReport(first.item, report.id, report.sealedBody);
  const drawn = await drawUp(ctx, { hotline: report.hotline, decisions, omitted, supplement: facts?.supplement ?? null });
  if (!drawn.ok) return drawn;
  const files = await ctx.tx.reportFile.findMany({ where: { reportId: report.id }, orderBy: { position: 'asc' } });
  const body = onlyFilesOf(drawn.value, files);
  await ctx.tx.report.update({ where: { id: report.id }, data: { sealedBody: sealReport(first.item, report.id, body), omitted: [...omitted] } });
  await renewFiles(ctx, report.id, body);
  return ok();
}
