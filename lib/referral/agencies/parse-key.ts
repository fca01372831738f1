import { createHash } from 'node:crypto';
import { Encrypter } from 'age-encryption';
import { type Result, fail, ok } from '@/lib/kernel';
import { HeavyKey, readOpenPgp } from './openpgp-key';
import type { AgencyKeyKind } from './schema';

/** A public key as it is stored: the text in the form that its kind's programs write. */
export interface ParsedKey {
  readonly kind: AgencyKeyKind;
  readonly publicKey: string;
  readonly fingerprint: string;
}

/** An X25519 recipient: what every age program reads. */
const AGE = /^age1[02-9ac-hj-np-z]{58}$/;
const OPENPGP = /-----BEGIN PGP PUBLIC KEY BLOCK-----/g;

const refuse = (message: string): Result<never> => fail('invalid', `The key was not added: ${message}`, [{ field: 'publicKey', message }]);

const PRIVATE = 'This is a private key. It must never leave the agency: have them make another pair, and send its public half.';

/** Of age the SHA-256 of the recipient, of OpenPGP its own; upper-case hex. @throws when the text is no key of that kind. */
export async function fingerprintOf({ kind, publicKey }: Pick<ParsedKey, 'kind' | 'publicKey'>): Promise<string> {
  if (kind === 'openpgp') return (await readOpenPgp(publicKey)).fingerprint;
  new Encrypter().addRecipient(publicKey);
  return createHash('sha256').update(publicKey, 'utf8').digest('hex').toUpperCase();
}

const NO_KEY = 'This is no OpenPGP key that can be read. Paste all of it, with its first and last line.';
const NOT_SEALABLE = 'Nothing can be sealed for this key: it has no valid part for encryption, is revoked, or has expired. Ask the agency for another.';

/** Why nothing can be sealed for an OpenPGP key at that moment, or null. */
async function whyNotOpenPgp(publicKey: string, now: Date): Promise<string | null> {
  try {
    const key = await readOpenPgp(publicKey);
    if (key.isPrivate) return PRIVATE;
    return (await key.isSealable(now)) ? null : NOT_SEALABLE;
  } catch (error) {
    return error instanceof HeavyKey ? error.message : NO_KEY;
  }
}

/** Why nothing can be sealed for a stored key at that moment, or null. */
export async function whyUnusable({ kind, publicKey }: Pick<ParsedKey, 'kind' | 'publicKey'>, now: Date): Promise<string | null> {
  if (kind === 'openpgp') return whyNotOpenPgp(publicKey, now);
  return AGE.test(publicKey) ? null : 'This is no recipient of age that can be read.';
}

/** Reads a public key that somebody pasted: armored OpenPGP with a valid part for encryption, or a recipient of age. */
export async function parseKey(text: string, now: Date): Promise<Result<ParsedKey>> {
  if (/AGE-SECRET-KEY-|BEGIN PGP PRIVATE KEY/i.test(text)) return refuse(PRIVATE);
  if (/^age1/i.test(text)) return parseAge(text);
  const blocks = text.match(OPENPGP)?.length ?? 0;
  if (blocks === 0) return refuse('This is neither an OpenPGP public key block nor a recipient that begins with age1.');
  if (blocks > 1) return refuse('These are several keys. Add them one by one.');
  const why = await whyNotOpenPgp(text, now);
  if (why) return refuse(why);
  const { publicKey, fingerprint } = await readOpenPgp(text);
  return ok({ kind: 'openpgp', publicKey, fingerprint });
}

async function parseAge(text: string): Promise<Result<ParsedKey>> {
  const publicKey = text.toLowerCase();
  if (!AGE.test(publicKey)) return refuse('A recipient of age is age1 and 58 characters. Other kinds of recipients are not read by every age program.');
  try {
    return ok({ kind: 'age', publicKey, fingerprint: await fingerprintOf({ kind: 'age', publicKey }) });
  } catch {
    return refuse('This recipient of age has a character that is wrong. Copy it again.');
  }
}

/** What was typed, without what a person puts between groups, in one case. */
const plain = (text: string) => text.replaceAll(/[\s:.-]/g, '').toUpperCase();

/** Whether what was read aloud is this key: its fingerprint, or of age the recipient itself. */
export function isReadBack(readBack: string, { kind, publicKey, fingerprint }: ParsedKey): boolean {
  const typed = plain(readBack);
  return typed === plain(fingerprint) || (kind === 'age' && typed === plain(publicKey));
}

/** In groups of four, as it is read aloud. */
export const inGroups = (fingerprint: string): string => fingerprint.match(/.{1,4}/g)?.join(' ') ?? fingerprint;
