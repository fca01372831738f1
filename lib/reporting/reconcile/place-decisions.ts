import { unwalledSql } from '@/lib/access';
import { Prisma, type Tx } from '@/lib/db';
import { config } from '@/lib/kernel';
import { FUNNEL, REPORTED_HARMS } from '../schema';

/** Where a decision that must be reported stands: exactly one of these. */
export const PLACES = ['missing', 'stuck', 'to_approve', 'to_hand_in', 'on_its_way', 'filed'] as const;
export type Place = (typeof PLACES)[number];

export interface MissingReport {
  readonly decisionId: string;
  readonly itemId: string;
  readonly caseId: string;
}

export interface Placed {
  /** How many decisions must be reported. */
  readonly decisions: number;
  readonly counts: Readonly<Record<Place, number>>;
  /** Those without a report, oldest first. */
  readonly missing: readonly MissingReport[];
}

interface Row extends MissingReport {
  readonly place: Place;
}

/**
 * Holds every decision that must be reported against its reports and their receipts: it stands where the report of it
 * that is furthest from being filed stands. What was undone and test items outside of test mode do not count; a report
 * that was withdrawn is none, a supplement is none of its own, and one that says `filed` without a receipt is stuck.
 *
 * A report of a drill reported nothing: outside of test mode, what was decided in it is missing. In test mode what was
 * reported for real does not count.
 * @param reader for whom the cases that they are kept away from are not there.
 */
export async function placeDecisions(tx: Tx, reader?: { readonly id: string }): Promise<Placed> {
  const isTest = config().TEST_MODE;
  const states = (steps: readonly (keyof typeof FUNNEL)[]) => steps.flatMap((step) => [...FUNNEL[step].states] as string[]);
  // One statement is one moment: whatever moves meanwhile is counted once, where it was.
  const rows = await tx.$queryRaw<(Row & { count: number })[]>`
    WITH covered AS (
      SELECT d."id" AS "decisionId", i."id" AS "itemId", i."caseId",
             count(r."id") AS reports,
             count(r."id") FILTER (WHERE r."isTest" = ${isTest}) AS ours,
             bool_or(r."state"::text = ANY(${states(['to_approve'])})) FILTER (WHERE r."isTest" = ${isTest}) AS to_approve,
             bool_or(r."state"::text = ANY(${states(['to_hand_in'])})) FILTER (WHERE r."isTest" = ${isTest}) AS to_hand_in,
             bool_or(r."state"::text = ANY(${states(['waiting', 'on_its_way'])})) FILTER (WHERE r."isTest" = ${isTest}) AS on_its_way,
             bool_and(r."state" = 'filed' AND r."hotlineReportId" IS NOT NULL AND r."filedAt" IS NOT NULL) FILTER (WHERE r."isTest" = ${isTest}) AS filed,
             bool_or(r."state"::text = ANY(${states(['stuck'])}) OR (r."state" = 'filed' AND (r."hotlineReportId" IS NULL OR r."filedAt" IS NULL))) FILTER (WHERE r."isTest" = ${isTest}) AS stuck
        FROM "Decision" d
        JOIN "Item" i ON i."id" = d."itemId"
        LEFT JOIN "ReportItem" c ON c."decisionId" = d."id"
        LEFT JOIN "Report" r ON r."id" = c."reportId" AND r."state" <> 'withdrawn' AND r."supplementOfId" IS NULL
       WHERE d."outcome"::text = ANY(${[...REPORTED_HARMS]}) AND d."undoneAt" IS NULL AND (${isTest} OR NOT i."isTest") AND ${reader ? unwalledSql(reader, Prisma.sql`i."caseId"`) : Prisma.sql`TRUE`}
       GROUP BY d."id", i."id"
    ), placed AS (
      SELECT "decisionId", "itemId", "caseId",
             CASE WHEN ours = 0 THEN 'missing'
                  WHEN stuck THEN 'stuck'
                  WHEN to_approve THEN 'to_approve'
                  WHEN to_hand_in THEN 'to_hand_in'
                  WHEN on_its_way THEN 'on_its_way'
                  WHEN filed THEN 'filed'
                  ELSE 'stuck' END AS place
        FROM covered WHERE NOT ${isTest} OR reports = 0 OR ours > 0
    )
    SELECT place, count(*)::int AS count, NULL::text AS "decisionId", NULL::text AS "itemId", NULL::text AS "caseId" FROM placed GROUP BY place
    UNION ALL
    (SELECT place, 0, "decisionId"::text, "itemId"::text, "caseId"::text FROM placed WHERE place = 'missing' ORDER BY "decisionId")`;
  const counts = Object.fromEntries(PLACES.map((place) => [place, 0])) as Record<Place, number>;
  for (const { place, count } of rows) counts[place] += count;
  return {
    decisions: PLACES.reduce((sum, place) => sum + counts[place], 0),
    counts,
    missing: rows.filter(({ decisionId }) => decisionId !== null).map(({ decisionId, itemId, caseId }) => ({ decisionId, itemId, caseId })),
  };
}
