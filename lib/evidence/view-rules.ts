import type { Tx } from '@/lib/db';
import { GRANT_SECONDS, nounOf } from './schema';

/** The earliest moment of granting that can still be opened. */
export function oldestGrant(now: Date): Date {
  return new Date(now.getTime() - GRANT_SECONDS * 1000);
}

/** Names the file in audit entries as the desk does: "Image 2" is the second file of the item. */
export async function mediaTarget(tx: Tx, itemId: string, mediaId: string): Promise<{ type: 'media'; id: string; label: string }> {
  const { position, media } = await tx.itemMedia.findUniqueOrThrow({ where: { itemId_mediaId: { itemId, mediaId } }, include: { media: { select: { contentType: true } } } });
  return { type: 'media', id: mediaId, label: `${nounOf(media.contentType)} ${position + 1}` };
}
