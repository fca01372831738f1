import { type PrismaClient, transact } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';
import { type Clock, ok } from '@/lib/kernel';
import { jobKey } from './create';
import { LOCK_CLASS } from './lock';
import { MOVING } from './rules';

const BATCH = 200;

/**
 * Finds reports that should move and that nobody moves, and puts them on their way again: due but not begun, between
 * two steps without a worker that holds their lock, or past the time of their next attempt.
 *
 * The job queue alone would not do: it keeps the jobs of a killed worker locked for four hours. A job added under the
 * same key replaces a locked one by a new job at once; should the old worker live after all, the advisory lock keeps
 * the second one out.
 * @returns how many were put on their way.
 */
export async function sweepReports(client: PrismaClient, clock: Clock): Promise<number> {
  const now = clock.now();
  const moving = [...MOVING];
  const result = await transact(client, async (tx) => {
    const stranded = await tx.$queryRaw<{ id: string }[]>`
      SELECT r."id"::text AS id FROM "Report" r
       WHERE ((r."state" = 'waiting' AND r."dueAt" <= ${now})
           OR (r."state" = ANY(${moving}::text[]::"ReportState"[]) AND (r."retryAt" IS NULL OR r."retryAt" <= ${now})))
         AND NOT EXISTS (
           SELECT 1 FROM pg_locks l
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND l.classid = ${LOCK_CLASS}::int::oid AND l.objid = (hashtext(r."id"::text)::bigint & 4294967295)::oid)
         AND NOT EXISTS (
           SELECT 1 FROM graphile_worker.jobs j
            WHERE j.key = 'file-report:' || r."id"::text AND j.locked_at IS NULL AND j.run_at <= now() AND j.attempts < j.max_attempts)
       ORDER BY r."dueAt" LIMIT ${BATCH}`;
    for (const { id } of stranded) await enqueue(tx, 'file-report', { reportId: id }, { key: jobKey(id) });
    return ok(stranded.length);
  });
  return result.ok ? result.value : 0;
}
