import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { lockItem, requireLease, take } from '@/lib/queue';
import { decide } from './decide';
import { freeAmong } from './others';
import type { DecideInput } from './schema';

/**
 * Saves a decision on an item and, alike, on others of its case, which are taken first under the same rules as any item:
 * all of them or none. Each has a decision of its own, so that what was viewed is told from its own ledger. A file that is
 * in several of them is judged in all as it was judged in the first.
 * @param also ids of other items, as `othersOf` offers them. `conflict` names those that are no longer free;
 * `limit_reached` as when taking.
 * @returns the ids of the decisions, that of `input.itemId` first.
 */
export async function decideAlike(ctx: Ctx<PersonActor>, input: DecideInput, also: readonly string[]): Promise<Result<{ decisionIds: readonly string[] }>> {
  // In one order for everybody, so that people who decide overlapping items wait for each other in turn.
  for (const id of [input.itemId, ...also].toSorted()) await lockItem(ctx, id);
  const held = await requireLease(ctx, input.itemId);
  if (!held.ok) return held;
  const free = await freeAmong(ctx, held.value, also);
  const gone = also.flatMap((id, index) => (free.has(id) ? [] : [{ field: `alsoItemIds/${index}`, message: 'Is not free any more' }]));
  if (gone.length > 0) return fail('conflict', 'Another item of this case was taken or decided meanwhile. Nothing was saved; look at the choice of items again, then go on.', gone);

  const decisionIds: string[] = [];
  const first = await decide(ctx, input);
  if (!first.ok) return first;
  decisionIds.push(first.value.decisionId);
  for (const itemId of also) {
    const taken = await take(ctx, { itemId });
    if (!taken.ok) return taken;
    const media = await ctx.tx.itemMedia.findMany({ where: { itemId }, select: { mediaId: true }, orderBy: { position: 'asc' } });
    const files = media.map(({ mediaId }) => input.files.find((file) => file.mediaId === mediaId) ?? { mediaId, industryClass: null, annotations: [] });
    const decided = await decide(ctx, { ...input, itemId, files });
    if (!decided.ok) return decided;
    decisionIds.push(decided.value.decisionId);
  }
  return ok({ decisionIds });
}
