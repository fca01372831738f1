import { unwalled } from '@/lib/access';
import type { Ctx } from '@/lib/db';
import { hotlineNameOf } from '@/lib/hotlines';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import type { RecentDecision } from './schema';

const SHOWN = 12;

/** What the caller decided last, newest first, to come back to. */
export async function recentDecisions({ tx, actor }: Ctx<PersonActor>): Promise<Result<RecentDecision[]>> {
  const decisions = await tx.decision.findMany({
    where: { personId: actor.id, undoneAt: null, item: { case: unwalled(actor) } },
    orderBy: { decidedAt: 'desc' },
    take: SHOWN,
    include: {
      item: { select: { case: { select: { number: true } } } },
      reportItems: { where: { report: { state: { not: 'withdrawn' } } }, orderBy: { reportId: 'asc' }, select: { report: { select: { hotline: true, state: true } } } },
    },
  });
  return ok(
    decisions.map((decision) => ({
      itemId: decision.itemId,
      caseNumber: decision.item.case.number,
      outcome: decision.outcome,
      decidedAt: decision.decidedAt.toISOString(),
      reports: decision.reportItems.map(({ report }) => ({ to: hotlineNameOf(report.hotline), state: report.state })),
    })),
  );
}
