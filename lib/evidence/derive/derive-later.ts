import type { Tx } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';

/** A place in the line behind all items, whose urgency ends below it: nobody asked for the file yet. */
const UNASKED = 10_000;

export const deriveKey = (mediaId: string) => `derive-media:${mediaId}`;

/** What is enough to know which job a file is. */
export interface ToDerive {
  readonly id: string;
  readonly contentType: string;
}

/**
 * Has a file's renderings made by the worker, in the caller's transaction. Videos are jobs of another name, which have
 * a slot of their own: no photograph waits for a film.
 * @param urgency of the most urgent item that holds it, as items have it: lower is sooner.
 */
export async function deriveLater(tx: Tx, { id, contentType }: ToDerive, urgency = UNASKED): Promise<void> {
  const job = contentType.startsWith('video/') ? 'derive-video' : 'derive-media';
  await enqueue(tx, job, { mediaId: id }, { key: deriveKey(id), priority: urgency });
}

/** A file that an item is about to show, and the item's urgency. */
export interface Wanted {
  readonly mediaId: string;
  readonly urgency: number;
}

/**
 * Moves files that new items hold to the place in the line that the most urgent of their items gives them; never back, and
 * only those that still wait. One statement, however many.
 */
export async function deriveSooner(tx: Tx, wanted: readonly Wanted[]): Promise<void> {
  if (wanted.length === 0) return;
  await tx.$queryRaw`
    SELECT count(graphile_worker.add_job(j.task_identifier, json_build_object('mediaId', asked.id), priority => asked.urgency, job_key => j.key, max_attempts => j.max_attempts))
      FROM (SELECT id, min(urgency) AS urgency FROM unnest(${wanted.map(({ mediaId }) => mediaId)}::text[], ${wanted.map(({ urgency }) => urgency)}::int[]) AS given (id, urgency) GROUP BY id) asked
      JOIN graphile_worker.jobs j ON j.key = ${deriveKey('')} || asked.id
     WHERE j.locked_at IS NULL AND j.priority > asked.urgency`;
}
