import type { Ctx, Prisma } from '@/lib/db';
import { sealText, unwrapKey } from '@/lib/evidence';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { lockReportOf } from '../move';
import { REPORT_STATES } from '../schema';

type Report = Prisma.ReportGetPayload<object>;

/** Why somebody is no second person for a report, in words; null when they are. A first person is whoever asked for it and whoever decided on any of its items. */
export function whyNotSecond(actorId: string, { createdById, deciderIds }: { readonly createdById: string; readonly deciderIds: readonly string[] }): string | null {
  if (actorId === createdById) return 'You asked for this report. A colleague agrees to it, or sends it back.';
  return deciderIds.includes(actorId) ? 'You decided on an item of this report. A colleague agrees to it, or sends it back.' : null;
}

/** Locks a report that waits for a second person, for one who may be it. Whoever gets the row first decides. */
export async function lockToJudge(ctx: Ctx<PersonActor>, reportId: string): Promise<Result<Report>> {
  const report = await lockReportOf(ctx, reportId);
  if (!report) return fail('not_found', 'There is no such report.');
  const items = await ctx.tx.reportItem.findMany({ where: { reportId }, select: { decision: { select: { personId: true } } } });
  const why = whyNotSecond(ctx.actor.id, { createdById: report.createdById, deciderIds: items.map(({ decision }) => decision.personId) });
  if (why) return fail('forbidden', why);
  if (report.state !== 'awaiting_approval') return fail('conflict', `This report waits for nobody any more (${REPORT_STATES[report.state].toLowerCase()}). Nothing was changed.`);
  return ok(report);
}

export const verdictBinding = (verdictId: string) => ({ purpose: 'verdict', id: verdictId });

/** What the second person said, for good; a reason is content, and sealed as the report is. */
export async function keepVerdict(ctx: Ctx<PersonActor>, report: Pick<Report, 'id' | 'itemId'>, { isApproved, reason }: { readonly isApproved: boolean; readonly reason?: string }): Promise<void> {
  const id = ctx.ids.next();
  const item = await ctx.tx.item.findUniqueOrThrow({ where: { id: report.itemId }, select: { wrappedKey: true, kekId: true } });
  const sealedReason = reason === undefined ? null : sealText(unwrapKey(item), verdictBinding(id), reason);
  await ctx.tx.reportVerdict.create({ data: { id, reportId: report.id, personId: ctx.actor.id, isApproved, sealedReason, at: ctx.clock.now() } });
}
