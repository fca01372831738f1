import { createHash } from 'node:crypto';
import type { Tx } from '@/lib/db';
import { canonical } from '@/lib/intake';
import { config } from '@/lib/kernel';
import { z } from 'zod';
import { providerOf } from '../provider';
import { contentsOf } from './contents';
import type { Referral } from './find';
import { peopleDigest } from './people';
import { AGREED_PARTS, type AgreedPart } from './schema';

const hashOf = (value: string | Uint8Array) => createHash('sha256').update(value).digest('hex');
const ofSealed = (sealed: Uint8Array | null) => (sealed ? hashOf(sealed) : null);

/** What a second person agrees to: one digest over all of it, and one for each part, to say which is another one later. */
export interface Agreed {
  /** SHA-256 over the canonical JSON of all parts. */
  readonly digest: Uint8Array<ArrayBuffer>;
  readonly parts: Readonly<Record<AgreedPart, string>>;
}

/**
 * Everything that will leave if this is released, as it is at this moment, but for what comes after the agreement by its
 * nature (docs/decisions/022). Redactions and the words about a danger go in as they are sealed: a digest over short words
 * could be guessed, and is kept where they are not.
 */
export async function agreedOf(tx: Tx, referral: Referral): Promise<Agreed> {
  const { agency, key } = referral;
  const all: Record<AgreedPart, unknown> = {
    kind: [referral.id, referral.number, referral.caseId, referral.kind, referral.requestedById, referral.requestedAt, ofSealed(referral.sealedDanger)],
    provider: [providerOf(), config().TEST_MODE],
    agency: agency && [agency.id, agency.name, agency.country, agency.unit, agency.contactName, agency.email, agency.phone],
    key: key && [key.id, key.agencyId, key.kind, key.fingerprint, key.publicKey],
    legalBasis: [referral.processType, referral.processReference, referral.processAuthority, referral.issuedAt, referral.deadline],
    profile: referral.profile,
    scope: referral.scope,
    redactions: [ofSealed(referral.sealedRedactions), await peopleDigest(tx, referral)],
    contents: await contentsOf(tx, referral),
  };
  // Dates become text, as JSON has them.
  const plain = JSON.parse(JSON.stringify(all)) as Record<AgreedPart, unknown>;
  const names = Object.keys(AGREED_PARTS) as AgreedPart[];
  const parts = Object.fromEntries(names.map((name) => [name, hashOf(canonical(plain[name]))])) as Record<AgreedPart, string>;
  return { digest: Uint8Array.from(Buffer.from(hashOf(canonical(plain)), 'hex')), parts };
}

const kept = z.record(z.string(), z.string());

/** Which parts are others than those that were agreed to. Never empty while the digests differ. */
export function changedParts(before: unknown, now: Agreed['parts']): AgreedPart[] {
  const known = kept.safeParse(before);
  const names = Object.keys(AGREED_PARTS) as AgreedPart[];
  const changed = names.filter((name) => known.data?.[name] !== now[name]);
  return changed.length > 0 ? changed : names;
}
