import { db } from '@/lib/db';

/** Whether the person is kept away from any case at all. */
export async function isKeptAway(person: { readonly id: string }): Promise<boolean> {
  return (await db().caseWall.findFirst({ where: { personId: person.id, liftedAt: null }, select: { id: true } })) !== null;
}

/**
 * Whether an id is that of a case which the person is kept away from, or of an item or a report in one. Says so of any
 * text, since announcements carry ids of all kinds.
 */
export async function isWalledOff(person: { readonly id: string }, id: string): Promise<boolean> {
  const found = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM "CaseWall" w
     WHERE w."personId" = ${person.id}::uuid AND w."liftedAt" IS NULL
       AND (w."caseId"::text = ${id}
         OR EXISTS (SELECT 1 FROM "Item" i WHERE i."caseId" = w."caseId" AND i."id"::text = ${id})
         OR EXISTS (SELECT 1 FROM "Report" r WHERE r."caseId" = w."caseId" AND r."id"::text = ${id}))
     LIMIT 1`;
  return found.length > 0;
}
