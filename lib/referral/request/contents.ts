import { Prisma, type Tx } from '@/lib/db';
import { scopeOf } from './scope';

interface Subject {
  readonly id: string;
  readonly caseId: string;
  readonly agencyId: string | null;
  readonly scope: unknown;
}

/** A moment as text that is the same whatever the connection's time zone. */
const utc = (column: string) => Prisma.raw(`${column} AT TIME ZONE 'UTC'`);
const hashed = (column: string) => Prisma.raw(`encode(sha256(${column}), 'hex')`);

/** How many rows there are, and one hash over all that they say; null where there are none. @param cells - what of a row leaves. */
async function digestOf(tx: Tx, cells: Prisma.Sql, from: Prisma.Sql): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ digest: string | null }[]>`
    SELECT count(*) || ' ' || encode(sha256(convert_to(string_agg(line, E'\n' ORDER BY line COLLATE "C"), 'UTF8')), 'hex') AS digest
      FROM (SELECT jsonb_build_array(${cells})::text AS line ${from}) lines`;
  return row?.digest ?? null;
}

/**
 * What a scope names as it is at this moment: everything of it that leaves, cell by cell, as the documents are told it
 * (`ReferralFacts`). Texts go in by the hash of their sealed form, which is never written anew, so that nothing can be
 * guessed from it; a key by whether it is still there, since another one around the same texts changes none of them.
 */
export async function contentsOf(tx: Tx, { id, caseId, agencyId, scope }: Subject): Promise<Readonly<Record<string, string | null>>> {
  const { itemIds, withAccounts, withReports, withNotes } = scopeOf(scope);
  const inScope = (column: string) => Prisma.sql`${Prisma.raw(column)} = ANY(${[...itemIds]}::uuid[])`;
  const ofCase = Prisma.sql`${caseId}::uuid`;
  const told = Prisma.sql`SELECT r."id" FROM "Report" r WHERE r."caseId" = ${ofCase} AND (r."filedAt" IS NOT NULL OR r."state" <> 'withdrawn') AND EXISTS (SELECT 1 FROM "ReportItem" x WHERE x."reportId" = r."id" AND ${inScope('x."itemId"')})`;
  const only = (isIn: boolean, cells: Prisma.Sql, from: Prisma.Sql) => (isIn ? digestOf(tx, cells, from) : null);
  return {
    about: await digestOf(tx, Prisma.sql`c."number", c."subjectId", ${utc('c."openedAt"')}, p."pseudonym", o."number"`,
      Prisma.sql`FROM "Referral" r JOIN "Case" c ON c."id" = r."caseId" JOIN "Person" p ON p."id" = r."requestedById" LEFT JOIN "Referral" o ON o."id" = r."reissueOfId" WHERE r."id" = ${id}::uuid`),
    items: await digestOf(tx, Prisma.sql`i."id", n."number", i."platform", i."externalId", i."subjectId", ${utc('i."occurredAt"')}, i."occurredAtText", ${utc('i."receivedAt"')}, c."externalId", c."encryption", encode(i."bodyDigest", 'hex'), length(i."wrappedKey") > 0`,
      Prisma.sql`FROM "Item" i LEFT JOIN "ExhibitNumber" n ON n."caseId" = i."caseId" AND n."itemId" = i."id" LEFT JOIN "Conversation" c ON c."id" = i."conversationId" WHERE i."caseId" = ${ofCase} AND ${inScope('i."id"')}`),
    participants: await digestOf(tx, Prisma.sql`p."itemId", p."accountId"`, Prisma.sql`FROM "Participant" p WHERE ${inScope('p."itemId"')}`),
    accounts: await accountsOf(tx, caseId, itemIds, withAccounts),
    messages: await digestOf(tx, Prisma.sql`m."id", m."itemId", m."position", m."externalId", m."senderId", ${utc('m."sentAt"')}, m."sentAtText", m."flagged", ${hashed('m."sealedText"')}`, Prisma.sql`FROM "Message" m WHERE ${inScope('m."itemId"')}`),
    attachments: await digestOf(tx, Prisma.sql`a."messageId", a."mediaId", a."position"`, Prisma.sql`FROM "MessageMedia" a JOIN "Message" m ON m."id" = a."messageId" WHERE ${inScope('m."itemId"')}`),
    files: await digestOf(tx, Prisma.sql`i."itemId", i."position", m."id", m."sha256", m."sha1", m."md5", m."contentType", m."byteSize", m."width", m."height", ${utc('m."createdAt"')}, length(m."wrappedKey") > 0`,
      Prisma.sql`FROM "ItemMedia" i JOIN "Media" m ON m."id" = i."mediaId" WHERE ${inScope('i."itemId"')}`),
    signals: await digestOf(tx, Prisma.sql`to_jsonb(s) - 'isKnown'`, Prisma.sql`FROM "Signal" s WHERE ${inScope('s."itemId"')}`),
    addresses: await only(withAccounts, Prisma.sql`e."id", e."itemId", e."accountId", e."ip", e."port", e."event", ${utc('e."at"')}, e."atText"`, Prisma.sql`FROM "IpEvent" e WHERE ${inScope('e."itemId"')}`),
    decisions: await digestOf(tx, Prisma.sql`d."id", d."itemId", p."pseudonym", d."outcome", d."basis", d."incidentType", d."reportAnnotations", d."dangerNow", ${hashed('d."sealedDangerReason"')}, d."policyVersion", ${utc('d."decidedAt"')}, ${utc('d."undoneAt"')}`,
      Prisma.sql`FROM "Decision" d JOIN "Person" p ON p."id" = d."personId" WHERE ${inScope('d."itemId"')}`),
    // A filing has many steps: what leaves says whether it was filed, and so does this, or an emergency would be asked about anew with each.
    reports: await only(withReports, Prisma.sql`r."id", r."hotline", r."isTest", ${utc('r."filedAt"')}, r."state" = 'withdrawn', CASE WHEN r."filedAt" IS NOT NULL AND r."state" <> 'withdrawn' THEN r."hotlineReportId" END`, Prisma.sql`FROM "Report" r WHERE r."id" IN (${told})`),
    reported: await only(withReports, Prisma.sql`i."reportId", i."itemId", i."position"`, Prisma.sql`FROM "ReportItem" i WHERE i."reportId" IN (${told})`),
    reportedFiles: await only(withReports, Prisma.sql`f."reportId", f."itemId", f."mediaId", f."position", f."fileViewedByEsp"`, Prisma.sql`FROM "ReportFile" f WHERE f."reportId" IN (${told})`),
    notes: await only(withNotes, Prisma.sql`n."id", p."pseudonym", ${utc('n."createdAt"')}, v."version", ${utc('v."writtenAt"')}, ${hashed('v."sealedBody"')}`,
      Prisma.sql`FROM "NoteVersion" v JOIN "Note" n ON n."id" = v."noteId" JOIN "Person" p ON p."id" = n."authorId" WHERE n."caseId" = ${ofCase}`),
    clocks: await only(withReports, Prisma.sql`k."id", k."rule", ${utc('k."startsAt"')}, ${utc('k."endsAt"')}`, Prisma.sql`FROM "Preservation" k WHERE k."caseId" = ${ofCase} AND k."reportId" IN (${told})`),
    holds: await digestOf(tx, Prisma.sql`h."id", h."kind", ${utc('h."startsAt"')}, ${utc('h."endsAt"')}`, Prisma.sql`FROM "Hold" h WHERE h."caseId" = ${ofCase} AND h."agencyId" = ${agencyId}::uuid AND h."liftedAt" IS NULL`),
  };
}

/**
 * Everybody who takes part, by the names that leave with any referral; and with account data all that the platform says of
 * them. It may say something else with the next item that it sends.
 */
function accountsOf(tx: Tx, caseId: string, itemIds: readonly string[], withAccounts: boolean): Promise<string | null> {
  const ids = Prisma.sql`${[...itemIds]}::uuid[]`;
  const more = withAccounts ? Prisma.sql`, a."displayName", a."profileUrl", a."emails"` : Prisma.empty;
  return digestOf(tx, Prisma.sql`a."id", n."number", a."platform", a."externalId", a."screenName"${more}`, Prisma.sql`
    FROM "Account" a LEFT JOIN "AccountNumber" n ON n."accountId" = a."id" AND n."caseId" = ${caseId}::uuid
   WHERE a."id" IN (SELECT "subjectId" FROM "Case" WHERE "id" = ${caseId}::uuid
              UNION SELECT "subjectId" FROM "Item" WHERE "id" = ANY(${ids})
              UNION SELECT "accountId" FROM "Participant" WHERE "itemId" = ANY(${ids})
              UNION SELECT "senderId" FROM "Message" WHERE "itemId" = ANY(${ids}))`);
}
