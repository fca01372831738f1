import type { Tx } from '@/lib/db';
import { scopeOf } from './scope';

interface Subject {
  readonly caseId: string;
  readonly scope: unknown;
}

/** A list of rows as text, in the order of their ids, so that the same rows are the same text. */
const linesOf = async (rows: Promise<readonly { line: string }[]>) => (await rows).map(({ line }) => line);

/**
 * What a scope names as it is at this moment: ids with the hashes of what they stand for, and where decisions and reports
 * stand. Texts go in by the hash of their sealed form, which is never written anew, so that nothing can be guessed from it.
 */
export async function contentsOf(tx: Tx, { caseId, scope }: Subject): Promise<Readonly<Record<string, readonly string[]>>> {
  const { itemIds, withAccounts, withReports, withNotes } = scopeOf(scope);
  const ids = [...itemIds].sort();
  return {
    items: await linesOf(tx.$queryRaw`SELECT "id" || ' ' || encode("bodyDigest", 'hex') || ' ' || length("wrappedKey") AS line FROM "Item" WHERE "caseId" = ${caseId}::uuid AND "id" = ANY(${ids}::uuid[]) ORDER BY "id"`),
    messages: await linesOf(tx.$queryRaw`SELECT "id" || ' ' || "senderId" || ' ' || "sentAtText" || ' ' || coalesce(encode(sha256("sealedText"), 'hex'), '') AS line FROM "Message" WHERE "itemId" = ANY(${ids}::uuid[]) ORDER BY "id"`),
    files: await linesOf(tx.$queryRaw`SELECT i."itemId" || ' ' || m."id" || ' ' || m."sha256" || ' ' || (m."state" = 'destroyed') AS line FROM "ItemMedia" i JOIN "Media" m ON m."id" = i."mediaId" WHERE i."itemId" = ANY(${ids}::uuid[]) ORDER BY i."itemId", m."id"`),
    decisions: await linesOf(tx.$queryRaw`SELECT "id" || ' ' || "outcome" || ' ' || ("undoneAt" IS NOT NULL) AS line FROM "Decision" WHERE "itemId" = ANY(${ids}::uuid[]) ORDER BY "id"`),
    accounts: withAccounts ? await linesOf(accountsOf(tx, ids)) : [],
    reports: withReports ? await linesOf(tx.$queryRaw`SELECT "id" || ' ' || "state" || ' ' || coalesce("hotlineReportId", '') AS line FROM "Report" WHERE "caseId" = ${caseId}::uuid ORDER BY "id"`) : [],
    notes: withNotes ? await linesOf(tx.$queryRaw`SELECT v."noteId" || ' ' || v."version" || ' ' || encode(sha256(v."sealedBody"), 'hex') AS line FROM "NoteVersion" v JOIN "Note" n ON n."id" = v."noteId" WHERE n."caseId" = ${caseId}::uuid ORDER BY v."noteId", v."version"`) : [],
  };
}

/** What the platform says of everybody who takes part: it may say something else with the next item that it sends. */
function accountsOf(tx: Tx, itemIds: readonly string[]) {
  return tx.$queryRaw<{ line: string }[]>`
    SELECT a."id" || ' ' || encode(sha256(convert_to(jsonb_build_array(a."platform", a."externalId", a."screenName", a."displayName", a."profileUrl", a."emails")::text, 'UTF8')), 'hex') AS line
      FROM "Account" a
     WHERE a."id" IN (SELECT "subjectId" FROM "Item" WHERE "id" = ANY(${itemIds}::uuid[])
                UNION SELECT "accountId" FROM "Participant" WHERE "itemId" = ANY(${itemIds}::uuid[])
                UNION SELECT "senderId" FROM "Message" WHERE "itemId" = ANY(${itemIds}::uuid[]))
     ORDER BY a."id"`;
}
