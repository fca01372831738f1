import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { BrokenSeal } from './broken-seal';

const CIPHER = 'aes-256-gcm';
const FORM = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + IV_BYTES + TAG_BYTES;

/** What a sealed text belongs to. It is authenticated with the text, so a text moved to another row does not open. */
export interface Binding {
  readonly purpose: string;
  readonly id: string;
}

const associated = ({ purpose, id }: Binding) => Buffer.from(`${purpose}\0${id}`);

/** Seals a text under an object's key: one form byte, 12-byte IV, 16-byte tag, AES-256-GCM ciphertext. */
export function sealText(key: Uint8Array, binding: Binding, text: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(associated(binding));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Uint8Array.from(Buffer.concat([Buffer.of(FORM), iv, cipher.getAuthTag(), sealed]));
}

/**
 * Opens what `sealText` made.
 * @throws BrokenSeal when the key, the binding or a bit of the sealed text is another one.
 */
export function openText(key: Uint8Array, binding: Binding, sealed: Uint8Array): string {
  if (sealed.length < HEAD_BYTES || sealed[0] !== FORM) throw new BrokenSeal(binding.purpose);
  const iv = sealed.subarray(1, 1 + IV_BYTES);
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES })
    .setAAD(associated(binding))
    .setAuthTag(sealed.subarray(1 + IV_BYTES, HEAD_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    throw new BrokenSeal(binding.purpose);
  }
}
