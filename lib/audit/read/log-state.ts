import type { Tx } from '@/lib/db';

/** How the log stands. */
export interface LogState {
  /** Entries in it: those with an index below this. */
  readonly size: number;
  /** When its newest checkpoint was signed; null while it has none. */
  readonly signedAt: string | null;
  /** When a witness last found it good, or what one found wrong with it; null where nobody watches. */
  readonly witnessedAt: string | null;
  readonly alarm: string | null;
}

export async function logState(tx: Tx): Promise<LogState> {
  const tree = await tx.auditTree.findUnique({ where: { id: 1 }, select: { size: true } });
  const newest = await tx.auditCheckpoint.findFirst({ orderBy: { size: 'desc' }, select: { at: true } });
  const witnesses = await tx.auditWitness.findMany({ select: { seenAt: true, alarm: true }, orderBy: { seenAt: { sort: 'desc', nulls: 'last' } } });
  return {
    size: Number(tree?.size ?? 0),
    signedAt: newest?.at.toISOString() ?? null,
    witnessedAt: witnesses[0]?.seenAt?.toISOString() ?? null,
    alarm: witnesses.find(({ alarm }) => alarm !== null)?.alarm ?? null,
  };
}
