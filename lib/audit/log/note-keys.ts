import { type KeyObject, createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';

/** What kind of signature a key makes: over the note itself, or a witness's over the note and a time. */
const ALGORITHM = { ed25519: 0x01, cosignature: 0x04 } as const;
export type NoteAlgorithm = keyof typeof ALGORITHM;

export const KEY_ID_BYTES = 4;

/** Somebody whose signature on a note can be checked. */
export interface NoteVerifier {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly algorithm: NoteAlgorithm;
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

/** Somebody who signs notes. The key may live elsewhere: `sign` is all that is asked of it. */
export interface NoteSigner {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly algorithm: NoteAlgorithm;
  /** The Ed25519 signature, 64 bytes. */
  sign(message: Uint8Array): Promise<Uint8Array>;
  /** What others check it with, as text. */
  readonly verifierKey: string;
}

function keyIdOf(name: string, algorithm: NoteAlgorithm, publicKey: Uint8Array): Uint8Array {
  return Uint8Array.from(createHash('sha256').update(`${name}\n`).update(Uint8Array.of(ALGORITHM[algorithm])).update(publicKey).digest().subarray(0, KEY_ID_BYTES));
}

const raw = (key: KeyObject) => Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');

function publicKeyOf(bytes: Uint8Array): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes).toString('base64url') }, format: 'jwk' });
}

/** A name may hold neither spaces nor a plus sign, which separate it from what follows. */
const NAME = /^[^\s+]+$/;

/** `name+keyid+base64`: https://c2sp.org/signed-note. @throws Error when it is not one, or its id is not its key's. */
export function parseVerifierKey(text: string): NoteVerifier {
  const [, name = '', id = '', encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text.trim()) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  const algorithm = (Object.keys(ALGORITHM) as NoteAlgorithm[]).find((each) => ALGORITHM[each] === bytes[0]);
  if (!algorithm || bytes.length !== 33) throw new Error('This is no verifier key of Ed25519: it reads name+id+key.');
  const publicKey = bytes.subarray(1);
  const keyId = keyIdOf(name, algorithm, publicKey);
  if (Buffer.from(keyId).toString('hex') !== id) throw new Error(`The verifier key of ${name} has another id than its key gives; was it copied whole?`);
  const key = publicKeyOf(publicKey);
  return { name, keyId, algorithm, verify: (message, signature) => verify(null, message, key, signature) };
}

/** A new private key as PKCS #8 in PEM, for a file that its owner alone can read. */
export function drawSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

/** A signer out of a private key in PEM. @throws Error when the name cannot be one, or the key is none of Ed25519. */
export function signerOf(name: string, pem: string, algorithm: NoteAlgorithm = 'ed25519'): NoteSigner {
  if (!NAME.test(name)) throw new Error(`“${name}” cannot name a key: no spaces and no plus sign.`);
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('The signing key must be one of Ed25519.');
  const publicKey = raw(createPublicKey(privateKey));
  const keyId = keyIdOf(name, algorithm, publicKey);
  const encoded = Buffer.concat([Uint8Array.of(ALGORITHM[algorithm]), publicKey]).toString('base64');
  return {
    name,
    keyId,
    algorithm,
    verifierKey: `${name}+${Buffer.from(keyId).toString('hex')}+${encoded}`,
    sign: (message) => Promise.resolve(sign(null, message, privateKey)),
  };
}
