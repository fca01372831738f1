import type { Ctx, Tx } from '@/lib/db';

/** What the documents of every referral of a case call its items, files and accounts. */
export interface Names {
  /** By item: E01. */
  readonly exhibits: ReadonlyMap<string, string>;
  /** By account: A1, the subject's own. */
  readonly accounts: ReadonlyMap<string, string>;
}

const exhibitName = (number: number): string => `E${String(number).padStart(2, '0')}`;
const accountName = (number: number): string => `A${number}`;
/** A file's number is its place in what the platform sent, which the application cannot change. */
export const fileNameOf = (exhibit: string, position: number): string => `${exhibit}-${position + 1}`;

interface Row {
  readonly id: string;
  /** Null where none was given yet. */
  readonly number: number | null;
}

interface Numbered {
  readonly id: string;
  readonly number: number;
  readonly isGiven: boolean;
}

/** Those that have none yet go on after the highest that was ever given in the case, in their order. */
function numbered(rows: readonly Row[], highest: number): Numbered[] {
  let last = highest;
  return rows.map(({ id, number }) => ({ id, number: number ?? ++last, isGiven: number !== null }));
}

async function highestOf(tx: Tx, caseId: string): Promise<{ exhibits: number; accounts: number }> {
  const [row] = await tx.$queryRaw<{ exhibits: number; accounts: number }[]>`
    SELECT (SELECT coalesce(max("number"), 0) FROM "ExhibitNumber" WHERE "caseId" = ${caseId}::uuid) AS exhibits,
           (SELECT coalesce(max("number"), 0) FROM "AccountNumber" WHERE "caseId" = ${caseId}::uuid) AS accounts`;
  return row ?? { exhibits: 0, accounts: 0 };
}

/** Items in the order in which they were received. */
function exhibitRows(tx: Tx, caseId: string): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT i."id", n."number" FROM "Item" i LEFT JOIN "ExhibitNumber" n ON n."caseId" = i."caseId" AND n."itemId" = i."id"
     WHERE i."caseId" = ${caseId}::uuid ORDER BY i."receivedAt", i."id"`;
}

/** Accounts in the order in which, item by item, they wrote or took part, the case's own first. */
function accountRows(tx: Tx, caseId: string): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    WITH seen AS (
      SELECT c."subjectId" AS "accountId", NULL::timestamptz AS "receivedAt", NULL::uuid AS "itemId", 0 AS "position" FROM "Case" c WHERE c."id" = ${caseId}::uuid
      UNION ALL SELECT m."senderId", i."receivedAt", i."id", min(m."position") FROM "Message" m JOIN "Item" i ON i."id" = m."itemId" WHERE i."caseId" = ${caseId}::uuid GROUP BY 1, 2, 3
      UNION ALL SELECT p."accountId", i."receivedAt", i."id", 2147483647 FROM "Participant" p JOIN "Item" i ON i."id" = p."itemId" WHERE i."caseId" = ${caseId}::uuid
    ), first AS (
      SELECT DISTINCT ON ("accountId") * FROM seen ORDER BY "accountId", "receivedAt" NULLS FIRST, "itemId", "position"
    )
    SELECT f."accountId" AS "id", n."number" FROM first f LEFT JOIN "AccountNumber" n ON n."caseId" = ${caseId}::uuid AND n."accountId" = f."accountId"
     ORDER BY f."receivedAt" NULLS FIRST, f."itemId", f."position", f."accountId"`;
}

async function numbersOf(tx: Tx, caseId: string): Promise<{ exhibits: Numbered[]; accounts: Numbered[] }> {
  const highest = await highestOf(tx, caseId);
  return { exhibits: numbered(await exhibitRows(tx, caseId), highest.exhibits), accounts: numbered(await accountRows(tx, caseId), highest.accounts) };
}

/**
 * Names that stay the same in every issue: those that were given, and for what has none yet those that it would be given
 * if a referral were submitted now. They count over the whole case and not over what one referral takes from it.
 */
export async function namesOfCase(tx: Tx, caseId: string): Promise<Names> {
  const { exhibits, accounts } = await numbersOf(tx, caseId);
  return {
    exhibits: new Map(exhibits.map(({ id, number }) => [id, exhibitName(number)])),
    accounts: new Map(accounts.map(({ id, number }) => [id, accountName(number)])),
  };
}

/**
 * Gives everything of a case that has no number yet its own, for good: what comes later, or from another case, or turns
 * out to have been received earlier, gets the next ones. The case's row is locked until the transaction ends, so that two
 * referrals that are submitted at once do not give the same.
 */
export async function giveNumbers({ tx, clock }: Pick<Ctx, 'tx' | 'clock'>, caseId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Case" WHERE "id" = ${caseId}::uuid FOR UPDATE`;
  const { exhibits, accounts } = await numbersOf(tx, caseId);
  const given = { caseId, givenAt: clock.now() };
  await tx.exhibitNumber.createMany({ data: exhibits.filter(({ isGiven }) => !isGiven).map(({ id, number }) => ({ ...given, itemId: id, number })) });
  await tx.accountNumber.createMany({ data: accounts.filter(({ isGiven }) => !isGiven).map(({ id, number }) => ({ ...given, accountId: id, number })) });
}
