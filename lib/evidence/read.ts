import { Readable } from 'node:stream';
import { type WrappedKey, unwrapKey } from './keys';
import { type Place, nameOf } from './names';
import { openSlices, openStream } from './open-bytes';
import { evidenceStore } from './open-store';
import { MEBIBYTE, type Rendering } from './schema';
import { sealStream } from './seal-bytes';

/** A file's row, as far as its bytes are concerned. */
export interface SealedObject extends WrappedKey, Place {}

/** Larger ones are read as streams: this much is held in memory once a request. */
const WHOLE_BYTES_MAX = 64 * MEBIBYTE;

/**
 * One stored rendering of a file, opened as it is read. What comes out has been authenticated; only the stream's end says
 * that it was whole. It fails with BrokenSeal when the sealed bytes were changed, cut short or swapped.
 * @throws NoSuchObject when it is not in the store.
 */
export async function openRendering(media: SealedObject, rendering: Rendering): Promise<Readable> {
  const key = unwrapKey(media);
  return openStream(key, { objectId: media.id, rendering }, await evidenceStore().get(nameOf(media, rendering)));
}

/**
 * The same in one piece, for renderings, which are small; nothing is returned before all of it has been authenticated.
 * @throws BrokenSeal; NoSuchObject; Error beyond `maxBytes`.
 */
export async function readRendering(media: SealedObject, rendering: Rendering, maxBytes = WHOLE_BYTES_MAX): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of (await openRendering(media, rendering)) as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > maxBytes) throw new Error(`A ${rendering} of more than ${maxBytes} bytes is not read in one piece.`);
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}

/**
 * The file exactly as the platform sent it, for the worker, filing and referral exports. Writes no audit entry: the job or
 * export that asks records its own act. Fails as `openRendering` does.
 */
export function openOriginal(media: SealedObject): Promise<Readable> {
  return openRendering(media, 'original');
}

/**
 * The same for packages, which hold many and large ones: in slices of at most 64 KiB, for a reader that takes one after the
 * other to the end, or leaves. The file is opened when the first slice is asked for.
 */
export async function* openOriginalSlices(media: SealedObject): AsyncGenerator<Uint8Array> {
  yield* openSlices(unwrapKey(media), { objectId: media.id, rendering: 'original' }, await evidenceStore().get(nameOf(media, 'original')));
}

/** The same in one piece, up to 64 MiB. @throws as `readRendering` does. */
export function readOriginal(media: SealedObject): Promise<Buffer> {
  return readRendering(media, 'original');
}

/** Seals a rendering of a file and stores it, in the place of an earlier one if there is any. */
export async function storeRendering(media: SealedObject, rendering: Exclude<Rendering, 'original'>, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const source = content instanceof Uint8Array ? Readable.from([content]) : content;
  await evidenceStore().put(nameOf(media, rendering), sealStream(unwrapKey(media), { objectId: media.id, rendering }, source));
}
