import { setTimeout as pause } from 'node:timers/promises';
import type { PrismaClient } from '@/lib/db';
import { type Result, fail, ok } from '@/lib/kernel';

/** The sequencer places what waits five times a second; a minute behind, somebody has to look at it first. */
const LOOK_EVERY_MS = 200;
const LOOKS = 150;

interface Waiting {
  readonly client: Pick<PrismaClient, '$queryRaw'>;
  readonly signal: AbortSignal;
  /** How often is looked, a fifth of a second apart. */
  readonly looks?: number;
}

/**
 * The places of events in the log, by their ids, once a signed checkpoint covers all of them. Waits for half a minute, then
 * answers `unavailable`: whoever asks tries again later, and never goes on with events that cannot be proven.
 * @throws AbortError when the signal says so; Error for an event that is neither in the log nor on its way there.
 */
export async function awaitPlaces({ client, signal, looks = LOOKS }: Waiting, eventIds: readonly string[]): Promise<Result<ReadonlyMap<string, number>>> {
  for (let look = 1; ; look += 1) {
    // In one look: an entry leaves the queue in the moment in which it gets its place.
    const rows = await client.$queryRaw<{ id: string; index: bigint | null; isQueued: boolean; isCovered: boolean }[]>`
      SELECT wanted."id"::text, l."index", q."eventId" IS NOT NULL AS "isQueued",
        coalesce(l."index" < (SELECT max("size") FROM "AuditCheckpoint"), FALSE) AS "isCovered"
      FROM unnest(${eventIds}::uuid[]) AS wanted("id")
      LEFT JOIN "AuditLeaf" l ON l."eventId" = wanted."id"
      LEFT JOIN "AuditQueue" q ON q."eventId" = wanted."id"`;
    const lost = rows.find(({ index, isQueued }) => index === null && !isQueued);
    if (lost) throw new Error(`event ${lost.id} is neither in the log nor waits for its place`);
    if (rows.every(({ isCovered }) => isCovered)) return ok(new Map(rows.map(({ id, index }) => [id, Number(index)])));
    if (look >= looks) return fail('unavailable', 'The audit log is behind: what was done last cannot be proven yet. Nothing was lost; it is tried again as soon as the log has caught up.');
    await pause(LOOK_EVERY_MS, undefined, { signal });
  }
}
