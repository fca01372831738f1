import { type Key, type PublicKeyPacket, enums, readKey } from 'openpgp';
import { AGENCY_KEY_MAX } from './schema';

/** A key with ten years of renewals and some dozens of colleagues’ signatures has fewer parts. */
const MOST_PARTS = 200;
/** What OpenSSL computes with. Anything longer, the library would work out in JavaScript, for minutes. */
const MOST_RSA_BITS = 8192;
const MOST_EXPONENT_BYTES = 8;
const RSA = [enums.publicKey.rsaEncryptSign, enums.publicKey.rsaSign, enums.publicKey.rsaEncrypt] as readonly number[];
/** What a key may sign its own parts with: each of it is checked in some milliseconds. DSA is not, and seals nothing. */
const SIGNING = [...RSA, enums.publicKey.ecdsa, enums.publicKey.eddsaLegacy, enums.publicKey.ed25519, enums.publicKey.ed448] as readonly number[];

/** A key on which somebody could have this machine compute for minutes. Its message is for people. */
export class HeavyKey extends Error {
  override readonly name = 'HeavyKey';
}

const heavy = (what: string) => new HeavyKey(`This key is not taken: it ${what}. Ask the agency for another, of Ed25519 or of RSA with at most ${MOST_RSA_BITS} bits.`);

/** Only these are computed with before anybody looks at what kind of key it is. */
function refuseHeavy(key: Key): void {
  if (key.toPacketList().length > MOST_PARTS) throw heavy(`has more than ${MOST_PARTS} parts`);
  if (!SIGNING.includes(key.keyPacket.algorithm)) throw heavy('signs in a way that is out of use');
  for (const { keyPacket } of key.getKeys()) {
    if (!RSA.includes(keyPacket.algorithm)) continue;
    const { e } = (keyPacket as PublicKeyPacket).publicParams as { e?: Uint8Array };
    if ((keyPacket.getAlgorithmInfo().bits ?? 0) > MOST_RSA_BITS || (e?.length ?? 0) > MOST_EXPONENT_BYTES) throw heavy('has numbers that are too long');
  }
}

/** What was read out of a key’s text, which says the same for ever. */
export interface OpenPgpKey {
  /** As the library writes it. */
  readonly publicKey: string;
  /** Upper-case hex. */
  readonly fingerprint: string;
  readonly isPrivate: boolean;
  /** Whether something can be sealed for it at that moment: a valid part for encryption, not revoked, not expired. */
  isSealable(now: Date): Promise<boolean>;
}

/** How long the answer to whether something can be sealed is good for: from before a transaction until its end. */
const ANSWER_MS = 60_000;
/** Texts that are remembered: more than are looked at in a minute, and little memory. */
const MOST_REMEMBERED = 32;
const remembered = new Map<string, Promise<OpenPgpKey>>();

async function read(text: string): Promise<OpenPgpKey> {
  if (text.length > AGENCY_KEY_MAX) throw heavy('is too long');
  const key = await readKey({ armoredKey: text });
  refuseHeavy(key);
  let asked: { readonly at: number; readonly answer: Promise<boolean> } | undefined;
  return {
    publicKey: key.armor(),
    fingerprint: key.getFingerprint().toUpperCase(),
    isPrivate: key.isPrivate(),
    isSealable: (now) => {
      const at = now.getTime();
      if (!asked || at < asked.at || at - asked.at >= ANSWER_MS) asked = { at, answer: key.getEncryptionKey(undefined, now).then(() => true, () => false) };
      return asked.answer;
    },
  };
}

/**
 * Reads an OpenPGP key, and remembers what it read by the very text: whoever reads it before a transaction computes nothing
 * in it. @throws HeavyKey for one that would take too long, Error when the text is no key.
 */
export function readOpenPgp(text: string): Promise<OpenPgpKey> {
  const known = remembered.get(text);
  if (known) return known;
  const reading = read(text);
  remembered.set(text, reading);
  const [oldest] = remembered.keys();
  if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  return reading;
}
