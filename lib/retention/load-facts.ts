import type { Ctx, Tx } from '@/lib/db';
import { config } from '@/lib/kernel';
import type { KeepFacts } from './keepers';
import { lapseHolds } from './holds/lapse';

/** Outcomes that have to be reported: as lib/reporting counts them against receipts. */
const REPORTABLE = ['apparent_csam', 'enticement'];

/** Items of one case, as those who destroy name them. */
export interface Scope {
  readonly caseId: string;
  readonly itemIds: readonly string[];
  /** Asked by the desk for itself, on which nobody looks: what nobody has decided keeps all of its case, of which it may become the context. */
  readonly isOwn?: boolean;
}

/** Locks a case until the transaction ends: no item, report, referral, hold or destruction of it comes in meanwhile. */
export async function lockCase(tx: Tx, caseId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Case" WHERE "id" = ${caseId}::uuid FOR UPDATE`;
}

/**
 * Locks a case, items and every file of them until the transaction ends, in this order. A filing, a hold, a report, a
 * referral and an item that is taken in refer to one of these rows and wait here, so that what is read after this stays true.
 */
async function lockScope({ tx }: Pick<Ctx, 'tx'>, { caseId, itemIds }: Scope): Promise<void> {
  const ids = [...itemIds];
  await lockCase(tx, caseId);
  await tx.$queryRaw`SELECT 1 FROM "Item" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM "Media" WHERE "id" IN (SELECT "mediaId" FROM "ItemMedia" WHERE "itemId" = ANY(${ids}::uuid[])) ORDER BY "id" FOR UPDATE`;
}

/**
 * What is known of why these items might have to stay. For a page; who destroys anything asks `lockedFacts`.
 *
 * What has to be reported, and a report under way, count for the whole case: the clock that they start covers it, and a report that
 * was mailed or handed in is submitted before anybody enters its number. A decision is covered as where decisions are held
 * against receipts: by a report of its own with its number, and by a drill only where everything is one.
 */
export async function readFacts({ tx }: Pick<Ctx, 'tx'>, { caseId, itemIds, isOwn = false }: Scope): Promise<KeepFacts> {
  const ids = [...itemIds];
  const isTest = config().TEST_MODE;
  const clocks = await tx.preservation.findMany({ where: { caseId }, select: { rule: true, endsAt: true } });
  // Nobody lifted what ran out: that has no grace.
  const held = isOwn ? { OR: [{ liftedAt: null }, { liftedById: { not: null } }] } : { liftedAt: null };
  const holds = await tx.hold.findMany({ where: { caseId, ...held }, select: { kind: true, reference: true, endsAt: true, liftedAt: true } });
  const [counts] = await tx.$queryRaw<Record<'undecided' | 'unreported' | 'unfinished' | 'referrals' | 'together', number>[]>`
    SELECT
      (SELECT count(*) FROM "Item" WHERE "state" = 'waiting' AND ("id" = ANY(${ids}::uuid[]) OR (${isOwn} AND "caseId" = ${caseId}::uuid)))::int AS undecided,
      (SELECT count(*) FROM "Item" i
        WHERE i."caseId" = ${caseId}::uuid AND length(i."wrappedKey") > 0 AND (${isTest} OR NOT i."isTest")
          AND EXISTS (SELECT 1 FROM "Decision" d
            WHERE d."itemId" = i."id" AND d."undoneAt" IS NULL AND d."outcome"::text = ANY(${REPORTABLE})
              AND NOT EXISTS (SELECT 1 FROM "ReportItem" ri JOIN "Report" r ON r."id" = ri."reportId"
                WHERE ri."decisionId" = d."id" AND r."state" = 'filed' AND r."hotlineReportId" IS NOT NULL AND r."filedAt" IS NOT NULL
                  AND r."supplementOfId" IS NULL AND (${isTest} OR NOT r."isTest"))))::int AS unreported,
      (SELECT count(*) FROM "Report" WHERE "caseId" = ${caseId}::uuid AND "state" NOT IN ('filed', 'withdrawn'))::int AS unfinished,
      (SELECT count(*) FROM "Referral" WHERE "caseId" = ${caseId}::uuid AND "state" IN ('awaiting_approval', 'approved', 'packing', 'released'))::int AS referrals,
      (SELECT count(DISTINCT r."id") FROM "Report" r JOIN "ReportItem" ri ON ri."reportId" = r."id"
        WHERE r."state" = 'filed' AND ri."itemId" = ANY(${ids}::uuid[])
          AND EXISTS (SELECT 1 FROM "ReportItem" o JOIN "Item" oi ON oi."id" = o."itemId"
            WHERE o."reportId" = r."id" AND NOT o."itemId" = ANY(${ids}::uuid[]) AND length(oi."wrappedKey") > 0))::int AS together`;
  if (!counts) throw new Error('a question without an answer');
  return { clocks, holds, ...counts };
}

/** The same with everything locked on which it stands, and holds that ran out closed: what the database refuses by holds agrees with it. */
export async function lockedFacts(ctx: Ctx, scope: Scope): Promise<KeepFacts> {
  await lockScope(ctx, scope);
  await lapseHolds(ctx, { caseId: scope.caseId });
  return readFacts(ctx, scope);
}
