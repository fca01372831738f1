import { type PrismaClient, transact } from '@/lib/db';
import { ok } from '@/lib/kernel';
import { deriveLater, deriveKey } from './derive-later';

const BATCH = 100;

/** After so long a job's worker is gone: no picture takes it this long, and no video that long. By the database's clock, as jobs are. */
const PICTURE_LOST = '3 minutes';
const VIDEO_LOST = '1 hour';

/**
 * Finds files without renderings that nobody is at work on, and puts them in the line again: the job queue keeps the
 * jobs of a killed worker locked for four hours, and a database that was restored may have files without jobs. Should
 * the old worker live after all, whoever is first writes the row and the other one leaves it alone.
 * @returns how many were put in the line.
 */
export async function sweepMedia(client: PrismaClient): Promise<number> {
  const swept = await transact(client, async (tx) => {
    const lost = await tx.$queryRaw<{ id: string; contentType: string; urgency: number | null }[]>`
      SELECT m."id"::text AS id, m."contentType", min(i."urgency") AS urgency FROM "Media" m
        LEFT JOIN "ItemMedia" im ON im."mediaId" = m."id"
        LEFT JOIN "Item" i ON i."id" = im."itemId"
       WHERE m."state" = 'received'
         AND NOT EXISTS (
           SELECT 1 FROM graphile_worker.jobs j
            WHERE j.key = ${deriveKey('')} || m."id"::text
              AND (CASE WHEN j.locked_at IS NULL THEN j.attempts < j.max_attempts
                   ELSE j.locked_at > now() - (CASE WHEN m."contentType" LIKE 'video/%' THEN ${VIDEO_LOST} ELSE ${PICTURE_LOST} END)::interval END))
       GROUP BY m."id" ORDER BY m."id" LIMIT ${BATCH}`;
    for (const media of lost) await deriveLater(tx, media, media.urgency ?? undefined);
    return ok(lost.length);
  });
  return swept.ok ? swept.value : 0;
}
