import { addNote } from '@/lib/cases';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { decide } from '@/lib/review';
import { decideAndReport } from './create';
import type { SettleInput } from './schema';

export interface Settled {
  readonly decisionId: string;
  readonly report: { readonly id: string; readonly dueAt: string } | null;
}

/** The decision, its report and its note in one transaction: all of them are kept, or none. */
export async function settle(ctx: Ctx<PersonActor>, input: SettleInput): Promise<Result<Settled>> {
  const item = await ctx.tx.item.findUnique({ where: { id: input.decision.itemId }, select: { caseId: true } });
  if (!item) return fail('not_found', 'There is no such item.');
  if (input.note !== '') {
    const noted = await addNote(ctx, { caseId: item.caseId, body: input.note });
    if (!noted.ok) return noted;
  }
  if (!input.isReported) {
    const decided = await decide(ctx, input.decision);
    return decided.ok ? ok({ ...decided.value, report: null }) : decided;
  }
  const reported = await decideAndReport(ctx, input.decision);
  if (!reported.ok) return reported;
  const { decisionId, reportId, dueAt } = reported.value;
  return ok({ decisionId, report: { id: reportId, dueAt } });
}
