import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { undoDecision } from '@/lib/review';
import { lockReportOf, move } from './move';

/**
 * Stops a report during its undo. Only its creator can, and only until filing starts: whoever gets the row first,
 * this or the filing job, decides.
 */
export async function withdrawReport(ctx: Ctx<PersonActor>, { reportId }: { reportId: string }): Promise<Result<{ decisionId: string }>> {
  const report = await lockReportOf(ctx, reportId);
  if (!report || report.createdById !== ctx.actor.id) return fail('not_found', 'There is no such report of yours.');
  if (report.state === 'withdrawn') return fail('conflict', 'This report was withdrawn already.');
  if (report.state !== 'waiting' || report.dueAt <= ctx.clock.now()) {
    return fail('conflict', 'The time to undo is over: the report is on its way to the hotline.');
  }
  await move(ctx, report, 'withdrawn', {}, { action: 'report.withdrawn', details: {} });
  return ok({ decisionId: report.decisionId });
}

/** Takes back one click: the report and the decision that it was made from, both or neither. */
export async function undoReport(ctx: Ctx<PersonActor>, input: { reportId: string }): Promise<Result<{ itemId: string }>> {
  const withdrawn = await withdrawReport(ctx, input);
  return withdrawn.ok ? undoDecision(ctx, withdrawn.value) : withdrawn;
}
