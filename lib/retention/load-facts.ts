import type { Ctx } from '@/lib/db';
import type { KeepFacts } from './keepers';
import { lapseHolds } from './holds/lapse';

/** Outcomes that have to be reported: as lib/reporting counts them against receipts. */
const REPORTABLE = ['apparent_csam', 'enticement'];

/** Items of one case, as those who destroy name them. */
export interface Scope {
  readonly caseId: string;
  readonly itemIds: readonly string[];
}

/**
 * Locks a case, items and every file of them until the transaction ends, in this order. A filing, a hold, a report, a
 * referral and an item that is taken in refer to one of these rows and wait here, so that what is read after this stays true.
 */
async function lockScope({ tx }: Pick<Ctx, 'tx'>, { caseId, itemIds }: Scope): Promise<void> {
  const ids = [...itemIds];
  await tx.$queryRaw`SELECT 1 FROM "Case" WHERE "id" = ${caseId}::uuid FOR UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM "Item" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM "Media" WHERE "id" IN (SELECT "mediaId" FROM "ItemMedia" WHERE "itemId" = ANY(${ids}::uuid[])) ORDER BY "id" FOR UPDATE`;
}

/** What is known of why these items might have to stay. For a page; who destroys anything asks `lockedFacts`. */
export async function readFacts({ tx }: Pick<Ctx, 'tx'>, { caseId, itemIds }: Scope): Promise<KeepFacts> {
  const ids = [...itemIds];
  const clocks = await tx.preservation.findMany({ where: { caseId }, select: { rule: true, endsAt: true } });
  const holds = await tx.hold.findMany({ where: { caseId, liftedAt: null }, select: { kind: true, reference: true, endsAt: true } });
  const [counts] = await tx.$queryRaw<Record<'undecided' | 'unreported' | 'unfinished' | 'referrals' | 'together', number>[]>`
    SELECT
      (SELECT count(*) FROM "Item" WHERE "id" = ANY(${ids}::uuid[]) AND "state" = 'waiting')::int AS undecided,
      (SELECT count(*) FROM "Item" i
        WHERE i."id" = ANY(${ids}::uuid[])
          AND EXISTS (SELECT 1 FROM "Decision" d WHERE d."itemId" = i."id" AND d."undoneAt" IS NULL AND d."outcome"::text = ANY(${REPORTABLE}))
          AND NOT EXISTS (SELECT 1 FROM "ReportItem" ri JOIN "Report" r ON r."id" = ri."reportId" WHERE ri."itemId" = i."id" AND r."state" = 'filed'))::int AS unreported,
      (SELECT count(*) FROM "Report" r
        WHERE r."state" NOT IN ('filed', 'withdrawn')
          AND (r."itemId" = ANY(${ids}::uuid[])
            OR EXISTS (SELECT 1 FROM "ReportItem" ri WHERE ri."reportId" = r."id" AND ri."itemId" = ANY(${ids}::uuid[]))
            OR EXISTS (SELECT 1 FROM "ReportFile" f WHERE f."reportId" = r."id" AND f."itemId" = ANY(${ids}::uuid[]))))::int AS unfinished,
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
