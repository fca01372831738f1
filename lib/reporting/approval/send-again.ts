import { unwalled } from '@/lib/access';
import { addNote } from '@/lib/cases';
import type { Ctx, Prisma } from '@/lib/db';
import { type PersonActor, type Result, config, fail, ok } from '@/lib/kernel';
import { wakeReport } from '../job';
import { lockReportOf, move } from '../move';
import { openReport } from '../seal-report';
import { type TakenBack, undoReport } from '../withdraw';
import { approvalReason } from './reason';
import type { AskAgainInput } from './schema';

/** Whether somebody may ask again for a report that was sent back: who asked first, and supervisors, should they be gone or kept away. */
export function mayAskAgain({ id, role }: Pick<PersonActor, 'id' | 'role'>, { createdById, state }: Pick<Prisma.ReportGetPayload<object>, 'createdById' | 'state'>): boolean {
  return state === 'draft' && (createdById === id || role === 'supervisor');
}

async function lockDraft(ctx: Ctx<PersonActor>, reportId: string) {
  const report = await lockReportOf(ctx, reportId);
  if (!report || (report.createdById !== ctx.actor.id && ctx.actor.role !== 'supervisor')) return fail('not_found', 'There is no such report of yours.');
  return mayAskAgain(ctx.actor, report) ? ok(report) : fail('conflict', 'This report is not sent back any more; nothing was changed.');
}

/** Why a second person has to agree as the rules are now, or null. Of a report without facts nobody can say, so the reason stays. */
async function reasonNow({ tx }: Ctx, { id, itemId, hotline, sealedBody, approvalReason: before }: Prisma.ReportGetPayload<object>): Promise<string | null> {
  const item = await tx.item.findUniqueOrThrow({ where: { id: itemId }, select: { id: true, wrappedKey: true, kekId: true } });
  const { facts } = openReport(item, id, sealedBody);
  return facts ? approvalReason(tx, { hotline, facts }) : before;
}

/**
 * Puts a report that was sent back before a second person once more, as it is; what is said to it becomes a note of the
 * case. Where the rules ask for nobody any more, it waits out its undo like any other.
 */
export async function askAgain(ctx: Ctx<PersonActor>, { reportId, note }: AskAgainInput): Promise<Result<{ state: 'awaiting_approval' | 'waiting' }>> {
  const locked = await lockDraft(ctx, reportId);
  if (!locked.ok) return locked;
  const report = locked.value;
  if (note !== '') {
    const noted = await addNote(ctx, { caseId: report.caseId, body: note });
    if (!noted.ok) return noted;
  }
  const why = await reasonNow(ctx, report);
  if (why !== null) {
    await move(ctx, report, 'awaiting_approval', { problem: null, approvalReason: why });
    return ok({ state: 'awaiting_approval' });
  }
  const dueAt = new Date(ctx.clock.now().getTime() + config().REPORT_UNDO_SECONDS * 1000);
  await move(ctx, report, 'waiting', { problem: null, approvalReason: null, dueAt });
  await wakeReport(ctx.tx, report, dueAt);
  return ok({ state: 'waiting' });
}

/**
 * Takes a report that was sent back, and every other that was made of the same decisions, back to where it was decided: the
 * items are their reviewer's again, with the form as it was. Where the decision has to stand, only the report is withdrawn.
 */
export async function takeUpAgain(ctx: Ctx<PersonActor>, { reportId }: { reportId: string }): Promise<Result<TakenBack>> {
  const named = await ctx.tx.report.findFirst({ where: { id: reportId, createdById: ctx.actor.id, case: unwalled(ctx.actor) }, select: { state: true } });
  if (named && named.state !== 'draft') return fail('conflict', 'This report is not sent back to you any more; nothing was changed.');
  return undoReport(ctx, { reportId });
}
