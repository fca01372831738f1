import type { Tx } from '@/lib/db';
import { type WrappedKey, unwrapKey } from './keys';
import { openBytes } from './seal-bytes';
import type { Rendering } from './schema';
import { evidenceStore } from './open-store';

export interface SealedObject extends WrappedKey {
  readonly id: string;
}

/**
 * One stored rendering of a file, opened.
 * @throws BrokenSeal when it was changed or swapped; Error when it is not in the store.
 */
export async function readRendering(media: SealedObject, rendering: Rendering): Promise<Uint8Array> {
  const sealed = await evidenceStore().get(media.id, rendering);
  return openBytes(unwrapKey(media), { objectId: media.id, rendering }, sealed);
}

/**
 * The file exactly as the platform sent it, for filing and for referral exports. Writes no audit entry: the job or
 * export that asks records its own act.
 * @throws BrokenSeal when it was changed or swapped; Error when it is not in the store.
 */
export function readOriginal(media: SealedObject): Promise<Uint8Array> {
  return readRendering(media, 'original');
}

/**
 * The item's files that a person has seen whole: an original was revealed and its bytes were handed out. A peek shows
 * a small grey rendering, which is not the entire contents; a look at the same file under another item is a look at
 * another user's message. This, and nothing else, is what reports call viewed (18 USC 2258A; US v. Wilson, 9th Cir. 2021).
 */
export async function viewedEntirely(tx: Tx, itemId: string): Promise<ReadonlySet<string>> {
  const views = await tx.evidenceView.findMany({
    where: { itemId, kind: 'reveal', openedAt: { not: null } },
    select: { mediaId: true },
    distinct: ['mediaId'],
  });
  return new Set(views.map(({ mediaId }) => mediaId));
}
