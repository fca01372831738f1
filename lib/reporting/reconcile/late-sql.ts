import { Prisma } from '@/lib/db';
import { lateAfterMs } from './rules';

const [danger, high, standard] = [lateAfterMs(0, false), lateAfterMs(1_000, false), lateAfterMs(2_000, false)];

/** Whether a reviewer said of one of the decisions behind report `r` that somebody is in danger now. */
const isDanger = Prisma.sql`EXISTS (SELECT 1 FROM "ReportItem" x JOIN "Decision" y ON y."id" = x."decisionId" WHERE x."reportId" = r."id" AND cardinality(y."dangerNow") > 0)`;

/** The moment from which report `r` counts as late while it is not filed: see `lateAfterMs`. */
export const lateFromSql = Prisma.sql`(r."knownAt" + make_interval(secs => (CASE
  WHEN r."urgency" < 1000 OR ${isDanger} THEN ${danger}::int
  WHEN r."urgency" < 2000 THEN ${high}::int
  ELSE ${standard}::int END) / 1000))`;
