import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';

interface NewCase {
  readonly id: string;
  readonly number: string;
  readonly subjectId: string;
}

/**
 * Whoever is kept away from a case of an account knows somebody in it, and knows them still when the account's next
 * case opens: every wall that stands on one of its cases stands on the new one, too. The desk itself does this. The
 * accounts are locked by the caller, and by whoever raises a wall.
 */
export async function inheritWalls({ tx, ids, clock, requestId }: Omit<Ctx, 'actor'>, opened: readonly NewCase[]): Promise<void> {
  const standing = await tx.caseWall.findMany({
    where: { liftedAt: null, case: { subjectId: { in: opened.map(({ subjectId }) => subjectId) } } },
    orderBy: { id: 'asc' },
    include: { case: { select: { subjectId: true } } },
  });
  const actor = { kind: 'system', name: 'desk' } as const;
  for (const { id: caseId, number, subjectId } of opened) {
    const ofSubject = standing.filter(({ case: { subjectId: other } }) => other === subjectId);
    for (const { personId, reason, createdById } of new Map(ofSubject.map((wall) => [wall.personId, wall])).values()) {
      await tx.caseWall.create({ data: { id: ids.next(), caseId, personId, reason, createdById, createdAt: clock.now() } });
      await record({ tx, ids, requestId, actor }, {
        action: 'case.walled',
        details: {},
        reason,
        caseId,
        targets: [{ type: 'person', id: personId }, { type: 'case', id: caseId, label: number }],
      });
    }
  }
}
