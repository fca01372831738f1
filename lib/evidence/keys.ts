import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type Kek, KEY_BYTES, keyring } from './key-source';

/** RFC 3394's default initial value: unwrapping with another key, or a changed wrap, is refused by it. */
const WRAP_IV = Buffer.alloc(8, 0xa6);
const WRAP_CIPHER = 'id-aes256-wrap';

export interface WrappedKey {
  readonly wrappedKey: Uint8Array;
  /** Which key-encryption key wrapped it. */
  readonly kekId: string;
}

interface FreshlyWrapped extends WrappedKey {
  readonly wrappedKey: Uint8Array<ArrayBuffer>;
}

function wrapUnder({ bytes, id }: Kek, key: Uint8Array): FreshlyWrapped {
  const cipher = createCipheriv(WRAP_CIPHER, bytes, WRAP_IV);
  return { wrappedKey: Uint8Array.from(Buffer.concat([cipher.update(key), cipher.final()])), kekId: id };
}

/**
 * Wraps an object's key under the key-encryption key that is the first just now. Right before the row is written: what
 * takes long between the two may outlast a rotation.
 */
export function wrapKey(key: Uint8Array): FreshlyWrapped {
  return wrapUnder(keyring()[0], key);
}

/** A new 256-bit key. */
export const newKey = (): Uint8Array<ArrayBuffer> => Uint8Array.from(randomBytes(KEY_BYTES));

/** Draws a key for one object; only its wrapped form is ever stored, so destroying that destroys the object. */
export function newObjectKey(): FreshlyWrapped & { readonly key: Uint8Array } {
  const key = newKey();
  return { key, ...wrapKey(key) };
}

/** The key was destroyed on purpose: nothing of the object opens any more. Readers say so where they would show it. */
export class KeyDestroyed extends Error {
  constructor() {
    super('This object’s key was destroyed.');
    this.name = 'KeyDestroyed';
  }
}

/** Whether the object's key was destroyed. Nobody brings one back: what it sealed is gone for good. */
export const isShredded = ({ wrappedKey }: Pick<WrappedKey, 'wrappedKey'>): boolean => wrappedKey.length === 0;

/**
 * The object's key.
 * @throws KeyDestroyed; Error when no key-encryption key is the one that wrapped it, or the wrap was changed.
 */
export function unwrapKey({ wrappedKey, kekId }: WrappedKey): Uint8Array {
  if (isShredded({ wrappedKey })) throw new KeyDestroyed();
  const keys = keyring();
  const kek = keys.find(({ id }) => id === kekId);
  if (!kek) throw new Error(`This object's key was wrapped by ${kekId}; EVIDENCE_KEY_FILE holds ${keys.map(({ id }) => id).join(', ')}.`);
  const decipher = createDecipheriv(WRAP_CIPHER, kek.bytes, WRAP_IV);
  return Uint8Array.from(Buffer.concat([decipher.update(wrappedKey), decipher.final()]));
}
