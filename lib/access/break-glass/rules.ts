import type { BreakGlass, Tx } from '@/lib/db';

/** When it ended or will end: at its time, when it was given back, or with the session that it was bound to. */
function endOf({ endsAt, endedAt }: Pick<BreakGlass, 'endsAt' | 'endedAt'>, sessionEndedAt: Date | null | undefined): Date {
  const ends = [endsAt, endedAt, sessionEndedAt].filter((each): each is Date => each instanceof Date);
  return new Date(Math.min(...ends.map((each) => each.getTime())));
}

/** The end of each, by id. */
export async function endsOf(tx: Tx, rows: readonly BreakGlass[]): Promise<ReadonlyMap<string, Date>> {
  const sessions = await tx.session.findMany({ where: { id: { in: rows.map(({ sessionId }) => sessionId) } }, select: { id: true, endedAt: true } });
  const endedAt = new Map(sessions.map((session) => [session.id, session.endedAt]));
  return new Map(rows.map((row) => [row.id, endOf(row, endedAt.get(row.sessionId))]));
}
