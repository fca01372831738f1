import { type KeyObject, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { config } from '@/lib/kernel';
import { NotYet } from './why-failed';

/** Signs packages in the company's name. */
export interface PackageSigner {
  /** The raw Ed25519 signature, 64 bytes: `openssl pkeyutl -verify -rawin` checks it. */
  readonly sign: (bytes: Uint8Array) => Uint8Array;
  /** What others check it with: SubjectPublicKeyInfo in PEM. */
  readonly publicKey: string;
}

const NO_KEY = 'The key that packages are signed with is missing, or is none. Whoever runs the desk puts it where REFERRAL_KEY_FILE says.';

function readKey(file: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(file));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    // What a parser says of a key may quote it.
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (syscall) throw new NotYet(message, NO_KEY);
  }
  throw new NotYet('REFERRAL_KEY_FILE holds no private key of Ed25519 in PEM. Make one with: openssl genpkey -algorithm ed25519', NO_KEY);
}

/**
 * The signer out of REFERRAL_KEY_FILE: a key of its own, so that whoever checks a package needs to trust nothing that
 * signs anything else, and either can be replaced without the other.
 * @throws NotYet when the file is not named, cannot be read, or holds another kind of key; never with a word of what it holds.
 */
export function packageSigner(): PackageSigner {
  const { REFERRAL_KEY_FILE: file } = config();
  if (!file) throw new NotYet('REFERRAL_KEY_FILE is not set: without a key no package for law enforcement can be signed.', NO_KEY);
  const key = readKey(file);
  return {
    sign: (bytes) => sign(null, bytes, key),
    publicKey: createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString(),
  };
}
