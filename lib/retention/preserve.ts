import type { Ctx, Tx } from '@/lib/db';
import { preservationEnd } from './rules';

interface Filed {
  readonly caseId: string;
  readonly reportId: string;
  readonly filedAt: Date;
}

/** Starts the clock of a filed report, in the transaction that says it is filed: there is never one without the other. */
export async function startPreservation({ tx, ids }: Pick<Ctx, 'tx' | 'ids'>, { caseId, reportId, filedAt }: Filed): Promise<void> {
  await tx.preservation.create({ data: { id: ids.next(), caseId, reportId, startsAt: filedAt, endsAt: preservationEnd(filedAt) } });
}

/** Until when a case must be kept: the longest of its clocks, or null when none runs. */
export async function keptUntil(tx: Tx, caseId: string): Promise<Date | null> {
  const { _max } = await tx.preservation.aggregate({ where: { caseId }, _max: { endsAt: true } });
  return _max.endsAt;
}
