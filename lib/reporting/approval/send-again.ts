import { unwalled } from '@/lib/access';
import { addNote } from '@/lib/cases';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { lockReportOf, move } from '../move';
import { undoReport } from '../withdraw';
import type { AskAgainInput } from './schema';

async function lockDraft(ctx: Ctx<PersonActor>, reportId: string) {
  const report = await lockReportOf(ctx, reportId);
  if (!report || report.createdById !== ctx.actor.id) return fail('not_found', 'There is no such report of yours.');
  return report.state === 'draft' ? ok(report) : fail('conflict', 'This report is not sent back to you any more; nothing was changed.');
}

/** Puts a report that was sent back before a second person once more, as it is; what is said to it becomes a note of the case. */
export async function askAgain(ctx: Ctx<PersonActor>, { reportId, note }: AskAgainInput): Promise<Result<void>> {
  const locked = await lockDraft(ctx, reportId);
  if (!locked.ok) return locked;
  if (note !== '') {
    const noted = await addNote(ctx, { caseId: locked.value.caseId, body: note });
    if (!noted.ok) return noted;
  }
  await move(ctx, locked.value, 'awaiting_approval', { problem: null });
  return ok();
}

/**
 * Takes a report that was sent back, and every other that was made of the same decisions, back to where it was decided: the
 * items are their reviewer's again, with the form as it was.
 */
export async function takeUpAgain(ctx: Ctx<PersonActor>, { reportId }: { reportId: string }): Promise<Result<{ itemId: string }>> {
  const named = await ctx.tx.report.findFirst({ where: { id: reportId, createdById: ctx.actor.id, case: unwalled(ctx.actor) }, select: { state: true } });
  if (named && named.state !== 'draft') return fail('conflict', 'This report is not sent back to you any more; nothing was changed.');
  return undoReport(ctx, { reportId });
}
