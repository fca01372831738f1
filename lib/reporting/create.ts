import { type Ctx, announce } from '@/lib/db';
import type { Channel } from '@/lib/hotlines/schema';
import { enqueue } from '@/lib/jobs/contract';
import { type PersonActor, type Result, config, fail, ok } from '@/lib/kernel';
import { lockItem } from '@/lib/queue';
import { approvalReason } from './approval/reason';
import type { AssembledReport } from './assemble';
import { drawUp } from './draw-up';
import { type DecisionWithFacts, findDecisions } from './load-facts';
import { lockReport, move, recordReport } from './move';
import { type Route, routesFor } from './routing';
import { isReportable } from './schema';
import { sealReport } from './seal-report';

export interface CreatedReport {
  readonly reportId: string;
  readonly hotline: string;
  readonly channel: Channel;
  readonly state: 'waiting' | 'awaiting_approval';
  /** Until then it can be undone (ISO 8601, UTC); while it waits for a second person, until that one agrees. */
  readonly dueAt: string;
}

/** The key under which a report has at most one job that has not started. */
export const jobKey = (reportId: string): string => `file-report:${reportId}`;

/** The decisions with all that a report says of them, their items locked; or why they cannot be reported. */
async function reportable(ctx: Ctx<PersonActor>, decisionIds: readonly string[]): Promise<Result<DecisionWithFacts[]>> {
  const named = await ctx.tx.decision.findMany({ where: { id: { in: [...decisionIds] } }, select: { itemId: true, item: { select: { caseId: true } } } });
  if (named.length === 0 || named.length < decisionIds.length) return fail('not_found', 'There is no such decision.');
  if (new Set(named.map(({ item }) => item.caseId)).size > 1) return fail('unprocessable', 'One report covers items of one case only. Nothing was sent.');
  for (const itemId of named.map((each) => each.itemId).toSorted()) {
    if (!(await lockItem(ctx, itemId))) return fail('not_found', 'There is no such decision.');
  }
  const decisions = await findDecisions(ctx.tx, decisionIds);
  if (decisions.some(({ undoneAt }) => undoneAt)) return fail('conflict', 'This decision was undone; decide again, then report.');
  if (!decisions.every(({ outcome }) => isReportable(outcome))) return fail('unprocessable', 'Nothing in this decision is to be reported.');
  if (!config().TEST_MODE && decisions.some(({ item }) => item.signals.some(({ isTest }) => isTest))) {
    return fail('forbidden', 'A signal of this item is marked as a test, so it is never reported to a real hotline. Nothing was sent.');
  }
  return ok(decisions);
}

/**
 * Makes the reports of decisions on one case, one for each route and each covering all of them. A report waits for a
 * second person where the rules ask for one; otherwise it waits out the undo, then a job files it, the more urgent the
 * sooner. All of them are made, or none.
 * @param decisionIds in the order of the report. A route that has its report already gets no second one. Refuses with
 * `conflict` when all have, or a decision was undone; with `unprocessable` when a hotline would refuse it, none takes it or
 * nothing is reportable; with `forbidden` when a test signal would reach a real hotline.
 */
export async function createReports(ctx: Ctx<PersonActor>, { decisionIds }: { decisionIds: readonly string[] }): Promise<Result<readonly CreatedReport[]>> {
  const decisions = await reportable(ctx, decisionIds);
  if (!decisions.ok) return decisions;
  const routes = await routesFor(ctx.tx, decisions.value);
  if (routes.length === 0) return fail('unprocessable', 'No authority takes this report by the rules as they are. Nothing was saved, and nothing of your work is lost; tell an admin, who can change the rules.');
  const created: CreatedReport[] = [];
  for (const route of routes) {
    const earlier = await earlierReport(ctx, decisions.value, route.hotline);
    if (earlier && earlier.state !== 'withdrawn') continue;
    const made = await createReport(ctx, decisions.value, route, earlier);
    if (!made.ok) return made;
    created.push(made.value);
  }
  return created.length > 0 ? ok(created) : fail('conflict', 'This decision is reported already; nothing was sent twice.');
}

/** What one of these decisions was reported with to a hotline before: what stands, else what was withdrawn of the first one. */
async function earlierReport({ tx }: Ctx, decisions: readonly DecisionWithFacts[], hotline: string) {
  const earlier = await tx.report.findMany({
    where: { hotline, isTest: config().TEST_MODE, supplementOfId: null, items: { some: { decisionId: { in: decisions.map(({ id }) => id) } } } },
    include: { items: { orderBy: { position: 'asc' } } },
  });
  return earlier.find(({ state }) => state !== 'withdrawn') ?? earlier.find(({ decisionId }) => decisionId === decisions[0]?.id) ?? null;
}

async function createReport(ctx: Ctx<PersonActor>, decisions: readonly DecisionWithFacts[], { hotline, channel, reason }: Route, withdrawn: Awaited<ReturnType<typeof earlierReport>>): Promise<Result<CreatedReport>> {
  const [first] = decisions;
  if (!first) throw new Error('a report covers at least one decision');
  // A decision has one report a hotline: one that was withdrawn is taken up again, for what it covered then.
  if (withdrawn && withdrawn.items.map(({ decisionId }) => decisionId).join() !== decisions.map(({ id }) => id).join()) {
    return fail('conflict', 'The report of this decision was withdrawn, and covered other items, too: report all of them together again. Nothing was sent.');
  }

  const drawn = await drawUp(ctx, { hotline, decisions });
  if (!drawn.ok) return drawn;
  const why = await approvalReason(ctx.tx, { hotline, facts: drawn.value.facts });
  const now = ctx.clock.now();
  const dueAt = new Date(now.getTime() + config().REPORT_UNDO_SECONDS * 1000);
  const reportId = withdrawn?.id ?? ctx.ids.next();
  const state = why === null ? 'waiting' : 'awaiting_approval';
  const urgency = Math.min(...decisions.map(({ item }) => item.urgency));
  const fresh = { createdById: ctx.actor.id, isTest: config().TEST_MODE, channel, routeReason: reason, urgency, approvalReason: why, dueAt, sealedBody: sealReport(first.item, reportId, drawn.value) };
  if (withdrawn) {
    const row = await lockReport(ctx.tx, reportId);
    if (row?.state !== 'withdrawn') return fail('conflict', 'This decision is reported already; nothing was sent twice.');
    await move(ctx, row, state, fresh);
    await renewFiles(ctx, reportId, drawn.value);
  } else {
    await ctx.tx.report.create({
      data: {
        ...fresh,
        id: reportId,
        caseId: first.item.caseId,
        itemId: first.itemId,
        decisionId: first.id,
        hotline,
        state,
        knownAt: await knownSince(ctx, decisions),
        createdAt: now,
        updatedAt: now,
        items: { createMany: { data: decisions.map(({ id, itemId }, position) => ({ itemId, decisionId: id, position })) } },
        files: { createMany: { data: filesOf(ctx, drawn.value) } },
      },
    });
    await announce(ctx.tx, 'report', reportId);
  }
  await recordReport(ctx, { id: reportId, caseId: first.item.caseId, itemId: first.itemId }, {
    action: 'report.created',
    details: { hotline, test: fresh.isTest, items: decisions.length, approval: why !== null },
  });
  if (state === 'waiting') await enqueue(ctx.tx, 'file-report', { reportId }, { runAt: dueAt, key: jobKey(reportId), priority: urgency });
  return ok({ reportId, hotline, channel, state, dueAt: dueAt.toISOString() });
}

/**
 * When the platform came to know: the earliest of these decisions, or of those on the same items that were before a second
 * person already. A report that was sent back, taken up and decided anew does not start the clock again; a decision that
 * was undone within its seconds was none.
 */
async function knownSince({ tx }: Ctx, decisions: readonly DecisionWithFacts[]): Promise<Date> {
  const judged = await tx.decision.findMany({
    where: { itemId: { in: decisions.map(({ itemId }) => itemId) }, reportItems: { some: { report: { isTest: config().TEST_MODE, verdicts: { some: {} } } } } },
    select: { decidedAt: true },
  });
  return new Date(Math.min(...[...decisions, ...judged].map(({ decidedAt }) => decidedAt.getTime())));
}

function filesOf(ctx: Ctx, { files }: AssembledReport) {
  return files.map((file, position) => ({
    id: ctx.ids.next(),
    itemId: file.itemId,
    kind: file.kind,
    mediaId: file.kind === 'media' ? file.mediaId : null,
    position,
    fileViewedByEsp: file.details.fileViewedByEsp ?? false,
  }));
}

/** After a report was assembled anew, its files say what the new one says. Which files there are never changes. */
export async function renewFiles(ctx: Ctx, reportId: string, { files }: AssembledReport): Promise<void> {
  for (const [position, { details }] of files.entries()) {
    await ctx.tx.reportFile.update({
      where: { reportId_position: { reportId, position } },
      data: { fileViewedByEsp: details.fileViewedByEsp ?? false, hotlineFileId: null, describedAt: null },
    });
  }
}
