import { unwalled } from '@/lib/access';
import type { Ctx, Prisma } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { lockItem } from '@/lib/queue';
import { undoDecisions } from '@/lib/review';
import { lockReportOf, move } from './move';

/** Why a report cannot be stopped any more, in words; null while nothing of it has left the desk. */
function whyNotStopped({ state, dueAt }: Pick<Prisma.ReportGetPayload<object>, 'state' | 'dueAt'>, now: Date): string | null {
  if (state === 'withdrawn') return 'This report was withdrawn already.';
  // Nobody has agreed to it yet: however long it has waited, it is still its creator's.
  if (state === 'draft' || state === 'awaiting_approval') return null;
  return state === 'waiting' && dueAt > now ? null : 'The time to undo is over: the report is on its way to the hotline.';
}

/**
 * Stops a report before anything of it is sent. Only its creator can: during its undo, and as long as a second person has
 * not agreed to it. Whoever gets the row first, this or what would send it, decides.
 */
export async function withdrawReport(ctx: Ctx<PersonActor>, { reportId }: { reportId: string }): Promise<Result<void>> {
  const report = await lockReportOf(ctx, reportId);
  if (!report || report.createdById !== ctx.actor.id) return fail('not_found', 'There is no such report of yours.');
  const why = whyNotStopped(report, ctx.clock.now());
  if (why) return fail('conflict', why);
  await move(ctx, report, 'withdrawn', {}, { action: 'report.withdrawn', details: {} });
  return ok();
}

/**
 * Takes back one click: every report that was made of the decisions behind this one, and the decisions, all of them or
 * none. The items are their reviewer's again.
 */
export async function undoReport(ctx: Ctx<PersonActor>, { reportId }: { reportId: string }): Promise<Result<{ itemId: string }>> {
  const named = await ctx.tx.report.findFirst({ where: { id: reportId, createdById: ctx.actor.id, case: unwalled(ctx.actor) }, select: { state: true, items: { orderBy: { position: 'asc' } } } });
  if (!named) return fail('not_found', 'There is no such report of yours.');
  if (named.state === 'withdrawn') return fail('conflict', 'This report was withdrawn already.');
  // Items before reports and both in one order, as they are locked where reports are made.
  for (const itemId of named.items.map((each) => each.itemId).toSorted()) await lockItem(ctx, itemId);
  const decisionIds = named.items.map(({ decisionId }) => decisionId);
  const made = await ctx.tx.report.findMany({ where: { items: { some: { decisionId: { in: decisionIds } } }, state: { not: 'withdrawn' } }, orderBy: { id: 'asc' }, select: { id: true, hotline: true } });
  for (const { id } of made) {
    const withdrawn = await withdrawReport(ctx, { reportId: id });
    if (!withdrawn.ok) return made.length === 1 ? withdrawn : fail('conflict', `${withdrawn.problem.safeMessage} The other reports of this decision stand, too; nothing was undone.`);
  }
  return undoDecisions(ctx, { decisionIds, isPending: true });
}
