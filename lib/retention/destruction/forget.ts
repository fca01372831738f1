import { type Ctx, Prisma, type Tx } from '@/lib/db';

/** Accounts that some item is left of: whose subject they are, in which they take part or wrote. */
const inUse = Prisma.sql`(
  EXISTS (SELECT 1 FROM "Item" i WHERE i."subjectId" = a."id" AND length(i."wrappedKey") > 0)
  OR EXISTS (SELECT 1 FROM "Participant" p JOIN "Item" i ON i."id" = p."itemId" WHERE p."accountId" = a."id" AND length(i."wrappedKey") > 0)
  OR EXISTS (SELECT 1 FROM "Message" m JOIN "Item" i ON i."id" = m."itemId" WHERE m."senderId" = a."id" AND length(i."wrappedKey") > 0))`;

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

/** Whether some item is left that the account is in. */
export async function isAccountInUse(tx: Tx, accountId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ used: boolean }[]>`SELECT ${inUse} AS used FROM "Account" a WHERE a."id" = ${accountId}::uuid`;
  return row?.used ?? false;
}

/** The same for one account, unless an item is left of it after all. */
export async function forgetAccount(tx: Tx, accountId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Account" a ${CLEARED} WHERE a."id" = ${accountId}::uuid AND NOT ${inUse}`;
}
