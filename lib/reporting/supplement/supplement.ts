import { type Ctx, announce } from '@/lib/db';
import { isShredded } from '@/lib/evidence';
import { type PersonActor, type Result, config, fail, ok } from '@/lib/kernel';
import { approvalReason } from '../approval/reason';
import type { CreatedReport } from '../create';
import { drawUp } from '../draw-up';
import { wakeReport } from '../job';
import { findDecisions } from '../load-facts';
import { lockReportOf, recordReport } from '../move';
import { openReport, sealReport } from '../seal-report';
import type { SupplementInput } from './schema';

/**
 * Adds to a filed report what was learnt since. No authority lets a filed report be changed, so this is a report of its
 * own that names the first one's number; it has the same second person and the same undo, and sends no file again. The
 * clock counts from now: that is when what it says became known. Refuses with `conflict` when the first is not filed.
 */
export async function supplement(ctx: Ctx<PersonActor>, { reportId: toId, text }: SupplementInput): Promise<Result<CreatedReport>> {
  const first = await lockReportOf(ctx, toId);
  if (!first) return fail('not_found', 'There is no such report.');
  if (first.state !== 'filed' || first.hotlineReportId === null) return fail('conflict', 'Only a filed report can be added to. Nothing was sent; what you wrote is still here.');
  if (first.isTest !== config().TEST_MODE) return fail('conflict', 'This report was filed in the other mode than this deployment’s, so nothing is added to it. Nothing was sent.');
  const covered = await ctx.tx.reportItem.findMany({ where: { reportId: toId }, orderBy: { position: 'asc' } });
  const decisions = await findDecisions(ctx.tx, covered.map(({ decisionId }) => decisionId));
  const [primary] = decisions;
  if (!primary) return fail('not_found', 'The decision behind this report is missing.');
  if (decisions.some(({ item }) => isShredded(item))) return fail('conflict', 'What this report told of is destroyed, so nothing can be added to it any more. Nothing was sent; what you wrote is still here.');
  if (await isBeingSaid(ctx, toId, primary.item, text)) return fail('conflict', 'The same was added already and is on its way. Nothing was sent twice.');
  const { hotline, channel, routeReason, urgency } = first;
  const drawn = await drawUp(ctx, { hotline, decisions, supplement: { to: first.hotlineReportId, text } });
  if (!drawn.ok) return drawn;
  const body = { ...drawn.value, files: [] };
  const why = await approvalReason(ctx.tx, { hotline, facts: body.facts });
  const now = ctx.clock.now();
  const dueAt = new Date(now.getTime() + config().REPORT_UNDO_SECONDS * 1000);
  const reportId = ctx.ids.next();
  const state = why === null ? 'waiting' : 'awaiting_approval';
  const of = { caseId: first.caseId, itemId: first.itemId };
  await ctx.tx.report.create({
    data: {
      ...of, id: reportId, decisionId: first.decisionId, createdById: ctx.actor.id, hotline, channel, routeReason, urgency, state, dueAt,
      isTest: first.isTest, knownAt: now, approvalReason: why, supplementOfId: toId, createdAt: now, updatedAt: now,
      sealedBody: sealReport(primary.item, reportId, body),
      items: { createMany: { data: covered.map(({ itemId, decisionId, position }) => ({ itemId, decisionId, position })) } },
    },
  });
  await announce(ctx.tx, 'report', reportId);
  await announce(ctx.tx, 'report', toId);
  await recordReport(ctx, { id: reportId, ...of }, { action: 'report.created', details: { hotline, test: first.isTest, items: covered.length, approval: why !== null, supplement: true } });
  if (state === 'waiting') await wakeReport(ctx.tx, { id: reportId, urgency }, dueAt);
  return ok({ reportId, hotline, channel, state, dueAt: dueAt.toISOString() });
}

/** Whether the same words are on their way to this report already, as after a button that was pressed twice. The first report is locked. */
async function isBeingSaid({ tx }: Ctx, toId: string, item: Parameters<typeof openReport>[0], text: string): Promise<boolean> {
  const unfinished = await tx.report.findMany({ where: { supplementOfId: toId, state: { notIn: ['filed', 'withdrawn'] } }, select: { id: true, sealedBody: true } });
  return unfinished.some(({ id, sealedBody }) => openReport(item, id, sealedBody).facts?.supplement?.text === text);
}
