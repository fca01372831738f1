import type { Ctx } from '@/lib/db';
import { openText, sealText, unwrapKey } from '@/lib/evidence';
import { validateFileDetails, validateReport } from '@/lib/hotlines';
import { type FieldError, type Result, fail, ok } from '@/lib/kernel';
import { type AssembledReport, assemble } from './assemble';
import { type DecisionWithFacts, loadFacts } from './load-facts';

/** Assembles the report of a decision and checks it against the hotline's grammar: a report that would be refused is not made. */
export async function drawUp(ctx: Ctx, decision: DecisionWithFacts): Promise<Result<AssembledReport>> {
  const facts = await loadFacts(ctx.tx, ctx.clock, decision);
  const assembled = assemble(facts);
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

type SealedItem = Parameters<typeof unwrapKey>[0];

const binding = (reportId: string) => ({ purpose: 'report', id: reportId });

/** What is filed is what was assembled at the click: it is kept sealed under the item's key until then, and after. */
export function sealReport(item: SealedItem, reportId: string, assembled: AssembledReport): Uint8Array<ArrayBuffer> {
  return sealText(unwrapKey(item), binding(reportId), JSON.stringify(assembled));
}

/** @throws BrokenSeal when the stored report was changed or moved. */
export function openReport(item: SealedItem, reportId: string, sealed: Uint8Array): AssembledReport {
  return JSON.parse(openText(unwrapKey(item), binding(reportId), sealed)) as AssembledReport;
}
