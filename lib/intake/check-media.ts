import type { Tx } from '@/lib/db';
import { type FieldError, Problem } from '@/lib/kernel';
import type { Prepared } from './prepare';
import { namedOf } from './rules';

function placesOf({ input: { messages, signals } }: Prepared): { field: string; mediaId: string }[] {
  return [
    ...messages.flatMap(({ media }, message) => media.map((mediaId, at) => ({ field: `messages/${message}/media/${at}`, mediaId }))),
    ...signals.flatMap(({ mediaId }, at) => (mediaId ? [{ field: `signals/${at}/mediaId`, mediaId }] : [])),
  ];
}

const NEVER_SENT = 'No such file was sent; send it to /media first';
const DESTROYED = 'This file was destroyed meanwhile, as its time was over; send it to /media again, and name the new id';

/**
 * Items that name files which were never sent, or are no longer there, each with every such field. The others' files stay
 * locked until the transaction ends: what is about to be destroyed is destroyed before, and seen here, or is kept by the item.
 */
export async function checkMedia(tx: Tx, items: readonly Prepared[]): Promise<ReadonlyMap<Prepared, Problem>> {
  const places = new Map(items.map((item) => [item, placesOf(item)]));
  const named = [...new Set([...places.values()].flat().map(({ mediaId }) => mediaId))];
  if (named.length === 0) return new Map();
  const found = await tx.$queryRaw<{ id: string; isThere: boolean }[]>`
    SELECT "id", "state" <> 'destroyed' AS "isThere" FROM "Media" WHERE "id" = ANY(${named}::uuid[]) ORDER BY "id" FOR KEY SHARE`;
  const isThere = new Map(found.map((file) => [file.id, file.isThere]));
  const problems = new Map<Prepared, Problem>();
  for (const [item, fields] of places) {
    const missing = fields.filter(({ mediaId }) => !isThere.get(mediaId)).slice(0, namedOf(items.length));
    const errors: FieldError[] = missing.map(({ field, mediaId }) => ({ field, message: isThere.has(mediaId) ? DESTROYED : NEVER_SENT }));
    if (errors.length > 0) problems.set(item, new Problem('unprocessable', 'The item names files that are not here.', errors));
  }
  return problems;
}
