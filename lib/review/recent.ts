import { unwalled } from '@/lib/access';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import type { RecentDecision } from './schema';

const SHOWN = 12;

/** What the caller decided last, newest first, to come back to. */
export async function recentDecisions({ tx, actor }: Ctx<PersonActor>): Promise<Result<RecentDecision[]>> {
  const decisions = await tx.decision.findMany({
    where: { personId: actor.id, undoneAt: null, item: { case: unwalled(actor) } },
    orderBy: { decidedAt: 'desc' },
    take: SHOWN,
    include: { item: { select: { case: { select: { number: true } } } }, reports: { where: { state: { not: 'withdrawn' } }, orderBy: { id: 'asc' }, take: 1, select: { state: true } } },
  });
  return ok(
    decisions.map((decision) => ({
      itemId: decision.itemId,
      caseNumber: decision.item.case.number,
      outcome: decision.outcome,
      decidedAt: decision.decidedAt.toISOString(),
      reportState: decision.reports[0]?.state ?? null,
    })),
  );
}
