import { hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { config } from '@/lib/kernel';

const KEY_BYTES = 32;
const read = new Map<string, Uint8Array>();

/** The key of ACCESS_KEY_FILE, read once a process and stretched to its purpose (HKDF, RFC 5869). */
function accessKey(): Uint8Array {
  const file = config().ACCESS_KEY_FILE;
  let key = read.get(file);
  if (!key) {
    const bytes = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
    if (bytes.length !== KEY_BYTES) throw new Error(`ACCESS_KEY_FILE (${file}) must hold ${KEY_BYTES} bytes in base64; it holds ${bytes.length}.`);
    key = new Uint8Array(hkdfSync('sha256', bytes, new Uint8Array(), 'watchkeeper access secrets', KEY_BYTES));
    read.set(file, key);
  }
  return key;
}

/** Seals a small secret (JWE, AES-256-GCM) for one owner; moved to another row it does not open. */
export function sealSecret(secret: string, owner: string): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(secret)).setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: owner }).encrypt(accessKey());
}

/** @throws Error when it was changed, sealed under another key, or belongs to another owner. */
export async function openSecret(sealed: string, owner: string): Promise<string> {
  const { plaintext, protectedHeader } = await compactDecrypt(sealed, accessKey(), { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] });
  if (protectedHeader.kid !== owner) throw new Error('a sealed secret stands in another row than it was made for');
  return new TextDecoder().decode(plaintext);
}
