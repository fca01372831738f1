import type { Tx } from '@/lib/db';

/** What the documents of every referral of a case call its items, files and accounts. */
export interface Names {
  /** By item: E01. */
  readonly exhibits: ReadonlyMap<string, string>;
  /** By account: A1, the subject's own. */
  readonly accounts: ReadonlyMap<string, string>;
}

export const fileNameOf = (exhibit: string, position: number): string => `${exhibit}-${position + 1}`;

/**
 * Names that stay the same in every issue: they count over the whole case and not over what one referral takes from it, in
 * the order in which items were received and, within one, people wrote. None of these rows is ever removed or moved to
 * another case, so what comes later gets the next number.
 */
export async function namesOfCase(tx: Tx, caseId: string): Promise<Names> {
  const items = await tx.item.findMany({ where: { caseId }, orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }], select: { id: true } });
  const people = await tx.$queryRaw<{ accountId: string }[]>`
    SELECT "accountId" FROM (
      SELECT c."subjectId" AS "accountId", NULL::timestamptz AS "receivedAt", NULL::uuid AS "itemId", 0 AS "position" FROM "Case" c WHERE c."id" = ${caseId}::uuid
      UNION ALL SELECT m."senderId", i."receivedAt", i."id", min(m."position") FROM "Message" m JOIN "Item" i ON i."id" = m."itemId" WHERE i."caseId" = ${caseId}::uuid GROUP BY 1, 2, 3
      UNION ALL SELECT p."accountId", i."receivedAt", i."id", 2147483647 FROM "Participant" p JOIN "Item" i ON i."id" = p."itemId" WHERE i."caseId" = ${caseId}::uuid
    ) seen
    ORDER BY "receivedAt" NULLS FIRST, "itemId", "position", "accountId"`;
  const accounts = [...new Set(people.map(({ accountId }) => accountId))];
  return {
    exhibits: new Map(items.map(({ id }, index) => [id, `E${String(index + 1).padStart(2, '0')}`])),
    accounts: new Map(accounts.map((id, index) => [id, `A${index + 1}`])),
  };
}
