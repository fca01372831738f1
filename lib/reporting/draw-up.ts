import type { Ctx } from '@/lib/db';
import { validateFileDetails, validateReport } from '@/lib/hotlines';
import { type FieldError, type Result, fail, ok } from '@/lib/kernel';
import { type AssembledReport, assemble } from './assemble';
import { type ReportOrder, loadFacts } from './load-facts';
import { leaveOut } from './leave-out';

export interface DrawUp extends ReportOrder {
  /** Elements to leave out, since the hotline refused them: paths as in `personOrUserReported/screenName` or `files/0/fileName`. */
  readonly omitted?: readonly string[];
}

/** Assembles the report of these decisions and checks it against the hotline's grammar: a report that would be refused is not made. */
export async function drawUp(ctx: Ctx, { omitted = [], ...order }: DrawUp): Promise<Result<AssembledReport>> {
  const facts = await loadFacts(ctx.tx, ctx.clock, order);
  const assembled = leaveOut(assemble(facts), omitted);
  const fields: FieldError[] = [
    ...validateReport(assembled.report, facts.now).map(({ path, message }) => ({ field: path, message })),
    ...assembled.files.flatMap(({ details }, index) =>
      // The hotline's own ids come later; digits stand in for them.
      validateFileDetails({ ...details, reportId: '1', fileId: '1' }).map(({ path, message }) => ({ field: `files/${index}/${path}`, message })),
    ),
  ];
  if (fields.length === 0) return ok(assembled);
  const names = fields.map(({ field, message }) => `${field} ${message}`).join('; ');
  return fail('unprocessable', `The hotline would refuse this report: ${names}. Nothing was sent, and nothing of your work is lost.`, fields);
}
