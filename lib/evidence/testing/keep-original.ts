import { Readable } from 'node:stream';
import { newObjectKey } from '../keys';
import { nameOf } from '../names';
import { evidenceStore } from '../open-store';
import type { SealedObject } from '../read';
import { sealStream } from '../seal-bytes';

/** Seals bytes and keeps them as the original of a file of this id, without a row: what reads originals finds them. */
export async function keepOriginal(id: string, bytes: Uint8Array): Promise<SealedObject> {
  const { key, wrappedKey, kekId } = newObjectKey();
  const object: SealedObject = { id, address: id, wrappedKey, kekId };
  await evidenceStore().put(nameOf(object, 'original'), sealStream(key, { objectId: id, rendering: 'original' }, Readable.from([bytes])));
  return object;
}
