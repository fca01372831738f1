import { announce, type transact } from '@/lib/db';
import type { NoteSigner } from './note-keys';
import { publish } from './publish';
import { integrate } from './sequence';

type Client = Parameters<typeof transact>[0];

/**
 * One round of the sequencer: everything that waits gets its place, batch by batch, and each batch its checkpoint. Does
 * nothing where another process is at it; costs one small question where nothing waits.
 * @returns how many entries were placed.
 */
export async function sequence(client: Client, signer: NoteSigner): Promise<number> {
  let placed = 0;
  for (;;) {
    const [open] = await client.$queryRaw<{ isWaiting: boolean; isUnsigned: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM "AuditQueue") AS "isWaiting",
        (SELECT "size" FROM "AuditTree") > coalesce((SELECT max("size") FROM "AuditCheckpoint"), 0) AS "isUnsigned"`;
    const batch = open?.isWaiting ? await integrate(client) : undefined;
    const count = batch?.ok ? batch.value.count : 0;
    placed += count;
    // Unsigned without a new batch: whoever placed the last one died before it was signed for.
    if (count > 0 || open?.isUnsigned) await publish(client, signer);
    // Once a batch, and once it is signed for: what pages are told of they can prove.
    if (count > 0) await announce(client, 'audit');
    if (count === 0) return placed;
  }
}

/** How far the log is behind: seconds since the oldest event that waits was written, nought when none does. */
export async function lagSeconds(client: Client): Promise<number> {
  const [row] = await client.$queryRaw<{ seconds: number }[]>`
    SELECT coalesce(extract(epoch FROM clock_timestamp() - min("at")), 0)::float8 AS "seconds" FROM (
      SELECT "at" FROM "AuditQueue"
      UNION ALL
      SELECT "at" FROM "AuditLeaf" WHERE "index" = (SELECT coalesce(max("size"), 0) FROM "AuditCheckpoint")
    ) AS waiting`;
  return row?.seconds ?? 0;
}

/** Makes the trail's partitions for this month and the three to come, where they are missing. */
export async function openMonths(client: Client): Promise<void> {
  await client.$executeRaw`SELECT audit_coming_partitions()`;
}
