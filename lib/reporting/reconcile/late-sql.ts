import { Prisma } from '@/lib/db';
import { BANDS, LATE_AFTER_MS } from './rules';

/** Whether a reviewer said of one of the decisions behind report `r` that somebody is in danger now. */
const isDanger = Prisma.sql`EXISTS (SELECT 1 FROM "ReportItem" x JOIN "Decision" y ON y."id" = x."decisionId" WHERE x."reportId" = r."id" AND cardinality(y."dangerNow") > 0)`;

/** The moment from which report `r` counts as late while it is not filed: see `lateAfterMs`. */
export const lateFromSql = Prisma.sql`(r."knownAt" + make_interval(secs => (CASE
  WHEN r."urgency" < ${BANDS.imminent}::int OR ${isDanger} THEN ${LATE_AFTER_MS.danger}::int
  WHEN r."urgency" < ${BANDS.high}::int THEN ${LATE_AFTER_MS.high}::int
  ELSE ${LATE_AFTER_MS.standard}::int END) / 1000))`;
