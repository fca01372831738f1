import { type KeyObject, createHash, createPublicKey, verify } from 'node:crypto';
import { TAG_MANIFEST } from '../package/bag/texts';
import { type OpenBag, readWhole } from './bag';
import { type Finding, finding } from './findings';

export const KEY_FILE = 'signing-key.pem';
export const SIGNATURE = `${TAG_MANIFEST}.sig`;

/** Undefined when the text holds no public key of Ed25519. A private key is none: whoever gives one has lost it. */
export function publicKeyOf(pem: string): KeyObject | undefined {
  if (!pem.includes('-----BEGIN PUBLIC KEY-----')) return undefined;
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

/** SHA-256 over the key in DER, upper-case hex in fours: what `openssl pkey -pubin -outform DER | sha256sum` gives, to be read aloud. */
export function fingerprintOf(key: KeyObject): string {
  const hex = createHash('sha256').update(key.export({ format: 'der', type: 'spki' })).digest('hex').toUpperCase();
  return hex.replaceAll(/(.{4})(?=.)/g, '$1 ');
}

const bare = (fingerprint: string) => fingerprint.replaceAll(/[\s:]/g, '').toUpperCase();

/** A key that came another way than the package: itself, or its fingerprint. @throws Error when it is neither. */
export function givenKey(text: string): (key: KeyObject) => boolean {
  const key = publicKeyOf(text);
  const expected = key ? bare(fingerprintOf(key)) : bare(text);
  if (!/^[0-9A-F]{64}$/.test(expected)) throw new Error('This is neither a public key of Ed25519 nor the fingerprint of one (64 hexadecimal digits).');
  return (found) => bare(fingerprintOf(found)) === expected;
}

/** The key in the package; undefined where there is none that can be read. */
export async function keyOf(bag: OpenBag): Promise<KeyObject | undefined> {
  const file = bag.files.get(KEY_FILE);
  const pem = file && (await readWhole(file));
  return pem && publicKeyOf(pem.toString('utf8'));
}

export const isSigned = (message: Uint8Array, signature: Uint8Array | undefined, key: KeyObject): boolean => signature?.length === 64 && verify(null, message, key, signature);

/** The signature over the tag manifest, by the key in the package and, where one was given, by none but that. */
export async function checkSignature(bag: OpenBag, isGiven?: (key: KeyObject) => boolean): Promise<Finding[]> {
  const read = async (path: string) => {
    const file = bag.files.get(path);
    return file && (await readWhole(file));
  };
  const [message, signature, pem] = [await read(TAG_MANIFEST), await read(SIGNATURE), await read(KEY_FILE)];
  if (!bag.files.has(SIGNATURE)) return [finding('signature_missing', SIGNATURE)];
  // Missing, too long or not to be read: each of them was said.
  if (!message || !pem) return [];
  const key = publicKeyOf(pem.toString('utf8'));
  if (!key) return [finding('key_unreadable', KEY_FILE)];
  const findings: Finding[] = [];
  if (isGiven && !isGiven(key)) findings.push(finding('key_other', KEY_FILE));
  if (!isSigned(message, signature, key)) findings.push(finding('signature_wrong', TAG_MANIFEST), finding('signature_wrong', SIGNATURE));
  if (findings.length > 0) return findings;
  return [finding('good_signature', SIGNATURE), isGiven ? finding('good_key', KEY_FILE) : finding('key_unasked', KEY_FILE, fingerprintOf(key))];
}
