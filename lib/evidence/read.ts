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
