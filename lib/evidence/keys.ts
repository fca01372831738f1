import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { config } from '@/lib/kernel';

const KEY_BYTES = 32;
/** RFC 3394's default initial value: unwrapping with another key, or a changed wrap, is refused by it. */
const WRAP_IV = Buffer.alloc(8, 0xa6);
const WRAP_CIPHER = 'id-aes256-wrap';

interface Kek {
  readonly bytes: Uint8Array;
  readonly id: string;
}

const read = new Map<string, Kek>();

/** The key-encryption key of EVIDENCE_KEY_FILE, read once a process. It never enters the database. */
function kek(): Kek {
  const file = config().EVIDENCE_KEY_FILE;
  let key = read.get(file);
  if (!key) {
    const bytes = Uint8Array.from(Buffer.from(readFileSync(file, 'utf8').trim(), 'base64'));
    if (bytes.length !== KEY_BYTES) throw new Error(`EVIDENCE_KEY_FILE (${file}) must hold ${KEY_BYTES} bytes in base64; it holds ${bytes.length}.`);
    // A name for the key that says nothing about it, to tell which key wrapped a row after a rotation.
    const id = createHmac('sha256', bytes).update('watchkeeper key id').digest('hex').slice(0, 16);
    key = { bytes, id };
    read.set(file, key);
  }
  return key;
}

export interface WrappedKey {
  readonly wrappedKey: Uint8Array;
  /** Which key-encryption key wrapped it. */
  readonly kekId: string;
}

/** Draws a 256-bit key for one object; only its wrapped form is ever stored, so destroying that destroys the object. */
export function newObjectKey(): { key: Uint8Array; wrappedKey: Uint8Array<ArrayBuffer>; kekId: string } {
  const { bytes, id } = kek();
  const key = Uint8Array.from(randomBytes(KEY_BYTES));
  const cipher = createCipheriv(WRAP_CIPHER, bytes, WRAP_IV);
  return { key, wrappedKey: Uint8Array.from(Buffer.concat([cipher.update(key), cipher.final()])), kekId: id };
}

/**
 * The object's key.
 * @throws Error when the key-encryption key is another one, or the wrapped key was changed.
 */
export function unwrapKey({ wrappedKey, kekId }: WrappedKey): Uint8Array {
  const { bytes, id } = kek();
  if (kekId !== id) throw new Error(`This object's key was wrapped by ${kekId}; EVIDENCE_KEY_FILE holds ${id}.`);
  const decipher = createDecipheriv(WRAP_CIPHER, bytes, WRAP_IV);
  return Uint8Array.from(Buffer.concat([decipher.update(wrappedKey), decipher.final()]));
}

/** A key for a purpose other than wrapping, derived from the key-encryption key (HKDF, RFC 5869). */
export function deriveKey(purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', kek().bytes, new Uint8Array(), `watchkeeper ${purpose}`, KEY_BYTES));
}
