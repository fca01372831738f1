import { type PrismaClient, type Tx, transact } from '@/lib/db';
import { type Clock, ok } from '@/lib/kernel';
import { ASKS_WITHIN_MS, PROBE_LEASE_MS, isDown } from './breaker';
import { LOCK_CLASS } from './holds';
import { wakeReport } from './job';
import { MOVING } from './rules';

const BATCH = 200;
/** How long what a stuck report left at the hotline rests between two tries to retract it. */
export const TIDY_EVERY_MS = 5 * 60_000;

interface Found {
  readonly id: string;
  readonly urgency: number;
}

/**
 * Finds reports that should move and that nobody moves, and puts them on their way again: due but not begun, between
 * two steps without a worker that holds their lock, or past the time of their next attempt. Of those that are stuck, the
 * ones that left something at their hotline. While a hotline is down, the most urgent of its reports is sent to ask.
 *
 * The job queue alone would not do: it keeps the jobs of a killed worker locked for four hours. A job added under the
 * same key replaces a locked one by a new job at once; should the old worker live after all, the advisory lock keeps
 * the second one out.
 * @returns how many were put on their way.
 */
export async function sweepReports(client: PrismaClient, clock: Clock): Promise<number> {
  const now = clock.now();
  const result = await transact(client, async (tx) => {
    const found = [...(await stranded(tx, now)), ...(await askers(tx, now))];
    for (const report of found) await wakeReport(tx, report);
    return ok(found.length);
  });
  return result.ok ? result.value : 0;
}

const moving = [...MOVING];

function stranded(tx: Tx, now: Date): Promise<Found[]> {
  const tidied = new Date(now.getTime() - TIDY_EVERY_MS);
  return tx.$queryRaw<Found[]>`
    SELECT r."id"::text AS id, r."urgency" FROM "Report" r
     WHERE ((r."state" = 'waiting' AND r."dueAt" <= ${now})
         OR (r."state" = ANY(${moving}::text[]::"ReportState"[]) AND (r."retryAt" IS NULL OR r."retryAt" <= ${now}))
         OR (r."state" IN ('needs_attention', 'refused') AND r."channel" = 'api' AND r."hotlineReportId" IS NOT NULL AND r."updatedAt" <= ${tidied}))
       AND NOT EXISTS (
         SELECT 1 FROM pg_locks l
          WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND l.classid = ${LOCK_CLASS}::int::oid AND l.objid = (hashtext(r."id"::text)::bigint & 4294967295)::oid)
       AND NOT EXISTS (
         SELECT 1 FROM graphile_worker.jobs j
          WHERE j.key = 'file-report:' || r."id"::text AND j.locked_at IS NULL AND j.run_at <= now() AND j.attempts < j.max_attempts)
     ORDER BY r."urgency", r."knownAt", r."id" LIMIT ${BATCH}`;
}

/** Of each hotline that is down and may be asked: its most urgent report among those that only wait for it. */
async function askers(tx: Tx, now: Date): Promise<Found[]> {
  const within = new Date(now.getTime() + ASKS_WITHIN_MS);
  const due = (await tx.hotlineHealth.findMany({ where: { probeAt: { lte: now } } })).filter(
    // Whose turn it is was woken, and has its lease to come.
    (health) => isDown(health) && (health.turnOfId === null || (health.probeAt ?? now).getTime() <= now.getTime() - PROBE_LEASE_MS),
  );
  const found: Found[] = [];
  for (const { hotline, isTest } of due) {
    const [asker] = await tx.$queryRaw<Found[]>`
      UPDATE "Report" SET "retryAt" = ${now} WHERE "id" = (
        SELECT "id" FROM "Report"
         WHERE "hotline" = ${hotline} AND "isTest" = ${isTest} AND "state" = ANY(${moving}::text[]::"ReportState"[]) AND "retryAt" <= ${within}
         ORDER BY "urgency", "knownAt", "id" LIMIT 1 FOR UPDATE SKIP LOCKED) AND "retryAt" > ${now}
      RETURNING "id"::text AS id, "urgency"`;
    if (asker) found.push(asker);
  }
  return found;
}
