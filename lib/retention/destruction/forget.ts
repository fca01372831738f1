import { type Ctx, Prisma, type Tx } from '@/lib/db';

/** Accounts that some item is left of: whose subject they are, in which they take part or wrote. */
const usedBy = (isLeft: Prisma.Sql) => Prisma.sql`(
  EXISTS (SELECT 1 FROM "Item" i WHERE i."subjectId" = a."id" AND ${isLeft})
  OR EXISTS (SELECT 1 FROM "Participant" p JOIN "Item" i ON i."id" = p."itemId" WHERE p."accountId" = a."id" AND ${isLeft})
  OR EXISTS (SELECT 1 FROM "Message" m JOIN "Item" i ON i."id" = m."itemId" WHERE m."senderId" = a."id" AND ${isLeft}))`;
const inUse = usedBy(Prisma.sql`length(i."wrappedKey") > 0`);

const CLEARED = Prisma.sql`SET "screenName" = NULL, "displayName" = NULL, "profileUrl" = NULL, "emails" = '[]'`;

/**
 * Clears what columns say of people in destroyed items: their addresses, who reported them and in what words; and of
 * accounts that no item is left of, names, addresses and profiles. Ids of the platform stay, which what was decided and
 * reported refers to.
 */
export async function forgetPeople({ tx }: Pick<Ctx, 'tx'>, itemIds: readonly string[]): Promise<void> {
  const ids = [...itemIds];
  await tx.ipEvent.deleteMany({ where: { itemId: { in: ids } } });
  await tx.signal.updateMany({ where: { itemId: { in: ids } }, data: { reporterId: null, reason: null } });
  await tx.$executeRaw`
    UPDATE "Account" a ${CLEARED}
     WHERE a."id" IN (
             SELECT "subjectId" FROM "Item" WHERE "id" = ANY(${ids}::uuid[])
             UNION SELECT "accountId" FROM "Participant" WHERE "itemId" = ANY(${ids}::uuid[])
             UNION SELECT "senderId" FROM "Message" WHERE "itemId" = ANY(${ids}::uuid[]))
       AND NOT ${inUse}`;
}

/**
 * Empties withdrawn reports that tell of these items and are sealed under the key of another: nobody sent them, and the words of
 * what is destroyed must not stay readable in them. One that is taken up again is drawn up anew.
 */
export async function emptyWithdrawn({ tx }: Pick<Ctx, 'tx'>, itemIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`UPDATE "Report" r SET "sealedBody" = ''::bytea WHERE ${isWithdrawnOf(itemIds)}`;
}

/** Whether report `r` is such a one. */
export const isWithdrawnOf = (itemIds: readonly string[]): Prisma.Sql => Prisma.sql`(
  r."state" = 'withdrawn' AND length(r."sealedBody") > 0 AND NOT r."itemId" = ANY(${[...itemIds]}::uuid[])
  AND EXISTS (SELECT 1 FROM "ReportItem" ri WHERE ri."reportId" = r."id" AND ri."itemId" = ANY(${[...itemIds]}::uuid[])))`;

/** Whether some item is left that the account is in, of those that had come in by then. */
export async function isAccountInUse(tx: Tx, accountId: string, by: Date): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ used: boolean }[]>`SELECT ${usedBy(Prisma.sql`length(i."wrappedKey") > 0 AND i."receivedAt" <= ${by}`)} AS used FROM "Account" a WHERE a."id" = ${accountId}::uuid`;
  return row?.used ?? false;
}

/** The same for one account, unless an item is left of it after all. */
export async function forgetAccount(tx: Tx, accountId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Account" a ${CLEARED} WHERE a."id" = ${accountId}::uuid AND NOT ${inUse}`;
}
