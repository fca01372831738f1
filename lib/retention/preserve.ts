import type { Ctx, Tx } from '@/lib/db';
import { clockRule, clocksOf } from './rules';

interface Filed {
  readonly caseId: string;
  readonly reportId: string;
  readonly filedAt: Date;
}

/**
 * Starts the clocks of a filed report, those of the authority that it was filed with, in the transaction that says it is
 * filed: there is never one without the other.
 */
export async function startPreservation({ tx, ids }: Pick<Ctx, 'tx' | 'ids'>, { caseId, reportId, filedAt }: Filed): Promise<void> {
  const { hotline } = await tx.report.findUniqueOrThrow({ where: { id: reportId }, select: { hotline: true } });
  await tx.preservation.createMany({ data: clocksOf(hotline, filedAt).map((clock) => ({ id: ids.next(), caseId, reportId, ...clock })) });
}

/**
 * Until when filings have a case's content kept: the longest of its clocks, whether it still runs or not; null when none was
 * started. What keeps it beside them, and whether anything does now, is `whatKeeps`.
 */
export async function keptUntil(tx: Tx, caseId: string): Promise<Date | null> {
  const clocks = await tx.preservation.findMany({ where: { caseId }, orderBy: { endsAt: 'desc' }, select: { rule: true, endsAt: true } });
  return clocks.find(({ rule }) => clockRule(rule).covers === 'content')?.endsAt ?? null;
}
