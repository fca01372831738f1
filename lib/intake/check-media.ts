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

/** Items that name files which were never sent, each with every such field. */
export async function checkMedia(tx: Tx, items: readonly Prepared[]): Promise<ReadonlyMap<Prepared, Problem>> {
  const places = new Map(items.map((item) => [item, placesOf(item)]));
  const named = [...new Set([...places.values()].flat().map(({ mediaId }) => mediaId))];
  if (named.length === 0) return new Map();
  const found = await tx.$queryRaw<{ id: string }[]>`SELECT "id" FROM "Media" WHERE "id" = ANY(${named}::uuid[])`;
  const known = new Set(found.map(({ id }) => id));
  const problems = new Map<Prepared, Problem>();
  for (const [item, fields] of places) {
    const errors: FieldError[] = fields.filter(({ mediaId }) => !known.has(mediaId)).slice(0, namedOf(items.length)).map(({ field }) => ({ field, message: 'No such file was sent; send it to /media first' }));
    if (errors.length > 0) problems.set(item, new Problem('unprocessable', 'The item names files that were never sent.', errors));
  }
  return problems;
}
