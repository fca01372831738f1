import type { Ctx } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';

/**
 * Of each alert that counts reports, decisions or notices in cases which the reader is kept away from: how many there
 * are without those. None of them counts for somebody to whom the case does not exist; an alert of no others is none.
 * Empty for whoever is kept away from nothing. As with the trail, the condition of lib/access is built on this module's
 * neighbours, so the table itself is asked.
 */
export async function countsWithout({ tx, actor }: Ctx<PersonActor>): Promise<ReadonlyMap<string, number>> {
  const walls = await tx.caseWall.findMany({ where: { personId: actor.id, liftedAt: null }, select: { caseId: true } });
  if (walls.length === 0) return new Map();
  const cases = walls.map(({ caseId }) => caseId);
  const rows = await tx.$queryRaw<{ id: string; count: number }[]>`
    WITH hidden AS (
      SELECT r."id"::text AS id FROM "Report" r WHERE r."caseId" = ANY(${cases}::uuid[])
      UNION ALL SELECT f."id"::text FROM "Referral" f WHERE f."caseId" = ANY(${cases}::uuid[])
      UNION ALL SELECT n."id"::text FROM "Notice" n JOIN "Report" r ON r."id" = n."reportId" WHERE r."caseId" = ANY(${cases}::uuid[])
      UNION ALL SELECT h."id"::text FROM "Hold" h WHERE h."caseId" = ANY(${cases}::uuid[])
      UNION ALL SELECT x."id"::text FROM "Destruction" x WHERE x."caseId" = ANY(${cases}::uuid[])
      UNION ALL SELECT d."id"::text FROM "Decision" d JOIN "Item" i ON i."id" = d."itemId" WHERE i."caseId" = ANY(${cases}::uuid[])
    )
    SELECT a."id"::text AS id, (a."details"->>'count')::int - count(*)::int AS count
      FROM "Alert" a
     CROSS JOIN LATERAL unnest(string_to_array(a."details"->>'members', ' ')) AS member(id)
      JOIN hidden ON hidden.id = member.id
     WHERE a."audience"::text = ${actor.role} AND (a."acknowledgedAt" IS NULL OR NOT a."details" ? 'overAt')
     GROUP BY a."id"`;
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** The alerts that are about nothing else than what the reader is kept away from. */
export function emptied(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].flatMap(([id, count]) => (count <= 0 ? [id] : []));
}
