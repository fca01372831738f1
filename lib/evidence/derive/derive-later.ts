import type { Tx } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';

/** Priorities of the job queue: the smaller, the sooner. */
const UNASKED = 100;

export const deriveKey = (mediaId: string) => `derive-media:${mediaId}`;

/** What is enough to know which job a file is. */
export interface ToDerive {
  readonly id: string;
  readonly contentType: string;
}

/**
 * Has a file's renderings made by the worker, in the caller's transaction. Videos are jobs of another name, which have
 * a slot of their own: no photograph waits for a film.
 * @param urgency of the most urgent item that holds it, as items have it; 0 while none does. The more urgent go first.
 */
export async function deriveLater(tx: Tx, { id, contentType }: ToDerive, urgency = 0): Promise<void> {
  const job = contentType.startsWith('video/') ? 'derive-video' : 'derive-media';
  await enqueue(tx, job, { mediaId: id }, { key: deriveKey(id), priority: UNASKED - Math.min(urgency, 32_000) });
}

/** Moves files that a new item holds, and that have no renderings yet, to the place in the line that the item's urgency gives them. */
export async function deriveSooner(tx: Tx, mediaIds: readonly string[], urgency: number): Promise<void> {
  const waiting = await tx.media.findMany({ where: { id: { in: [...mediaIds] }, state: 'received' }, select: { id: true, contentType: true } });
  for (const media of waiting) await deriveLater(tx, media, urgency);
}
