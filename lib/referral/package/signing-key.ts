import { type KeyObject, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { config } from '@/lib/kernel';

/** Signs packages in the company's name. */
export interface PackageSigner {
  /** The raw Ed25519 signature, 64 bytes: `openssl pkeyutl -verify -rawin` checks it. */
  readonly sign: (bytes: Uint8Array) => Uint8Array;
  /** What others check it with: SubjectPublicKeyInfo in PEM. */
  readonly publicKey: string;
}

function readKey(file: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(file));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    // What a parser says of a key may quote it.
    if ((error as NodeJS.ErrnoException).syscall) throw error;
  }
  throw new Error('REFERRAL_KEY_FILE holds no private key of Ed25519 in PEM. Make one with: openssl genpkey -algorithm ed25519');
}

/**
 * The signer out of REFERRAL_KEY_FILE: a key of its own, so that whoever checks a package needs to trust nothing that
 * signs anything else, and either can be replaced without the other.
 * @throws Error when the file is not named, cannot be read, or holds another kind of key; never with a word of what it holds.
 */
export function packageSigner(): PackageSigner {
  const { REFERRAL_KEY_FILE: file } = config();
  if (!file) throw new Error('REFERRAL_KEY_FILE is not set: without a key no package for law enforcement can be signed.');
  const key = readKey(file);
  return {
    sign: (bytes) => sign(null, bytes, key),
    publicKey: createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString(),
  };
}
