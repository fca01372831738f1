import type { Tx } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';
import { noticeKey } from './announce-filed';

const BATCH = 200;

/**
 * Finds notices that are due and that no job will deliver, such as those of a killed worker, whose jobs stay locked for
 * hours, and puts them on their way again.
 * @returns how many.
 */
export async function sweepNotices(tx: Tx, now: Date): Promise<number> {
  const stranded = await tx.$queryRaw<{ id: string }[]>`
    SELECT n."id"::text AS id FROM "Notice" n
     WHERE n."state" = 'waiting' AND n."nextAt" <= ${now}
       AND NOT EXISTS (
         SELECT 1 FROM graphile_worker.jobs j
          WHERE j.key = 'deliver-notice:' || n."id"::text AND j.locked_at IS NULL AND j.run_at <= now() AND j.attempts < j.max_attempts)
     ORDER BY n."nextAt" LIMIT ${BATCH}`;
  for (const { id } of stranded) await enqueue(tx, 'deliver-notice', { noticeId: id }, { key: noticeKey(id) });
  return stranded.length;
}
