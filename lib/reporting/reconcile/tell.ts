import { stand } from '@/lib/alerts';
import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { config } from '@/lib/kernel';
import { tellApprovals } from '../approval/tell-waiting';
import { FUNNEL } from '../schema';
import { lateFromSql } from './late-sql';
import type { MissingReport } from './place-decisions';

/** A hotline that is down makes report after report late; that is one thing to know an hour, not one a minute. */
const LATE_QUIET_MS = 3_600_000;

/** Of each decision that is found without its report, once for as long as it stays so. */
export async function tellMissing(ctx: Ctx, missing: readonly MissingReport[]): Promise<void> {
  const fresh = await stand(ctx, { kind: 'report_missing', members: missing.map(({ decisionId }) => decisionId) });
  for (const { decisionId, itemId, caseId } of missing.filter((each) => fresh.includes(each.decisionId))) {
    await record(ctx, { action: 'report.missing', details: { count: missing.length }, caseId, itemId, targets: [{ type: 'decision', id: decisionId }] });
  }
}

/** Of reports that wait for a person, and of those that are late, wherever they stand. */
export async function tellWaiting(ctx: Ctx): Promise<void> {
  const isTest = config().TEST_MODE;
  const stuck = await ctx.tx.report.findMany({ where: { isTest, state: { in: [...FUNNEL.stuck.states] } }, select: { id: true } });
  await stand(ctx, { kind: 'report_stuck', members: stuck.map(({ id }) => id) });
  const late = await ctx.tx.$queryRaw<{ id: string }[]>`
    SELECT r."id"::text AS id FROM "Report" r WHERE r."isTest" = ${isTest} AND r."state" NOT IN ('filed', 'withdrawn') AND ${lateFromSql} <= ${ctx.clock.now()}`;
  await stand(ctx, { kind: 'report_overdue', members: late.map(({ id }) => id), quietMs: LATE_QUIET_MS });
  await tellApprovals(ctx);
  const notices = await ctx.tx.notice.findMany({ where: { state: 'stuck', report: { isTest } }, select: { id: true } });
  await stand(ctx, { kind: 'notice_stuck', members: notices.map(({ id }) => id) });
}
