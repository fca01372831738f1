import type { Tx } from '@/lib/db';
import { type Viewed, playedRanges } from './schema';
import { viewedBy } from './viewed-rules';

/**
 * Of each file of an item, how much of it people have seen there; the rule is `viewedBy`. Files that nobody looked at,
 * and files that cannot be shown, are among them. A look at the same file under another item is a look at another
 * user's message.
 */
export async function viewedOf(tx: Tx, itemId: string): Promise<ReadonlyMap<string, Viewed>> {
  const files = await tx.itemMedia.findMany({
    where: { itemId },
    orderBy: { position: 'asc' },
    select: { mediaId: true, media: { select: { contentType: true, state: true, unreadableCode: true, frames: true, durationMs: true } } },
  });
  const views = await tx.evidenceView.findMany({
    where: { itemId, openedAt: { not: null } },
    select: { mediaId: true, personId: true, kind: true, openedAt: true, heardAt: true, endedAt: true, played: true },
  });
  const looks = views.map((view) => ({ ...view, played: playedRanges.parse(view.played) }));
  return new Map(files.map(({ mediaId, media }) => [mediaId, viewedBy(media, looks.filter((look) => look.mediaId === mediaId))]));
}
