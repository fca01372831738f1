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

export interface TakenBack {
  readonly itemId: string;
  /** Only reports were withdrawn; the decision stands, and with it whatever else was made of it. */
  readonly isDecisionKept?: true;
}

const WITH_DECISIONS = { items: { orderBy: { position: 'asc' }, include: { decision: { select: { personId: true } } } } } as const satisfies Prisma.ReportInclude;

/**
 * Takes back one click: every report that was made of the decisions behind this one, and the decisions, all of them or
 * none. The items are their reviewer's again.
 *
 * Where the decision cannot go with it, it stands, and only what is the caller's own is withdrawn: what adds to a filed
 * report; what somebody asked for on another's decision, which is then without a report again, and counted as such; and
 * what a second person sent back while another report of the decision is filed or on its way.
 */
export async function undoReport(ctx: Ctx<PersonActor>, { reportId }: { reportId: string }): Promise<Result<TakenBack>> {
  const named = await ctx.tx.report.findFirst({ where: { id: reportId, createdById: ctx.actor.id, case: unwalled(ctx.actor) }, include: WITH_DECISIONS });
  if (!named) return fail('not_found', 'There is no such report of yours.');
  if (named.state === 'withdrawn') return fail('conflict', 'This report was withdrawn already.');
  if (named.supplementOfId !== null) return withdrawAlone(ctx, named);
  // Items before reports and both in one order, as they are locked where reports are made.
  for (const itemId of named.items.map((each) => each.itemId).toSorted()) await lockItem(ctx, itemId);
  const decisionIds = named.items.map(({ decisionId }) => decisionId);
  const isDecider = named.items.every(({ decision }) => decision.personId === ctx.actor.id);
  const made = await ctx.tx.report.findMany({
    where: { items: { some: { decisionId: { in: decisionIds } } }, supplementOfId: null, state: { not: 'withdrawn' }, ...(isDecider ? {} : { createdById: ctx.actor.id }) },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  const stopped = await whyNotAll(ctx, made);
  if (stopped !== null) {
    if (named.state === 'draft') return withdrawAlone(ctx, named);
    return fail('conflict', made.length === 1 ? stopped : `${stopped} The other reports of this decision stand, too; nothing was undone.`);
  }
  for (const { id } of made) {
    const withdrawn = await withdrawReport(ctx, { reportId: id });
    if (!withdrawn.ok) return withdrawn;
  }
  return isDecider ? undoDecisions(ctx, { decisionIds, isPending: true }) : ok({ itemId: named.itemId, isDecisionKept: true });
}

/** Why one of these reports cannot be stopped by the caller, in words; null while all can. Locks them. */
async function whyNotAll(ctx: Ctx<PersonActor>, made: readonly { readonly id: string }[]): Promise<string | null> {
  let why: string | null = null;
  for (const { id } of made) {
    const report = await lockReportOf(ctx, id);
    if (report?.createdById !== ctx.actor.id) why ??= 'Somebody else asked for another report of this decision.';
    else why ??= whyNotStopped(report, ctx.clock.now());
  }
  return why;
}

async function withdrawAlone(ctx: Ctx<PersonActor>, { id, itemId }: { readonly id: string; readonly itemId: string }): Promise<Result<TakenBack>> {
  const withdrawn = await withdrawReport(ctx, { reportId: id });
  return withdrawn.ok ? ok({ itemId, isDecisionKept: true }) : withdrawn;
}
