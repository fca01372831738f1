import { generateIdentity, identityToRecipient } from 'age-encryption';
import { expect } from '@playwright/test';
import { readKey } from 'openpgp';
import { db } from '@/lib/db';
import { addAgency, addAgencyKey, approveReferral, checkAgencyKey, createReferral, releaseReferral, saveReferral, submitReferral } from '@/lib/referral';
import { EMPTY_SCOPE, NO_REDACTIONS, type Redactions, type ReferralProfile } from '@/lib/referral/schema';
import { type Pushed, grooming, pushItem } from './platform';
import { as, sessionOf } from './session-of';

export interface CheckedAgency {
  readonly name: string;
  readonly agencyId: string;
  readonly keyId: string;
}

export interface Referred extends CheckedAgency {
  readonly referralId: string;
}

const drawRecipient = async () => identityToRecipient(await generateIdentity());
const spoken = async (publicKey: string) => (publicKey.startsWith('age1') ? publicKey : (await readKey({ armoredKey: publicKey })).getFingerprint());
const actorOf = async (who: 'liaison' | 'supervisor') => (await sessionOf(`${who}@example.com`)).actor;

interface Entry {
  /** Of the agency; an age key that nobody has the other half of, unless another is given. */
  readonly publicKey?: string | undefined;
  readonly contactName?: string;
}

/** An agency in the directory whose key a supervisor has had read back. */
export async function checkedAgency(name: string, { publicKey, contactName = 'A person' }: Entry = {}): Promise<CheckedAgency> {
  const [liaison, supervisor, given] = [await actorOf('liaison'), await actorOf('supervisor'), publicKey ?? (await drawRecipient())];
  const { agencyId } = await as(liaison, (ctx) => addAgency(ctx, { name, country: 'DE', unit: '', contactName, email: 'people@agency.example', phone: '+49 30 1234567' }));
  const { keyId } = await as(liaison, (ctx) => addAgencyKey(ctx, { agencyId, publicKey: given }));
  const readBack = await spoken(given);
  const checked = await as(supervisor, (ctx) => checkAgencyKey(ctx, { keyId, readBack, numberFrom: 'the authority’s own site' }));
  expect(checked.kind).toBe('checked');
  return { name, agencyId, keyId };
}

/** An item of words alone, or with files, and its case. */
export async function newCase(externalId: string, mediaIds: readonly string[] = []): Promise<Pushed & { caseId: string }> {
  const pushed = await pushItem({ externalId, subject: `${externalId}-subject`, mediaIds, signals: [grooming] });
  const { id: caseId } = await db().case.findUniqueOrThrow({ where: { number: pushed.caseNumber } });
  return { ...pushed, caseId };
}

interface Asked {
  readonly mediaIds?: readonly string[];
  readonly profile?: ReferralProfile;
  /** What the agency has them sealed with. */
  readonly publicKey?: string;
  readonly redactions?: Partial<Redactions>;
}

/** A referral that the liaison asked for, and that waits for a second person. */
export async function askedReferral(externalId: string, { mediaIds, profile = 'simple', publicKey, redactions }: Asked = {}): Promise<Referred> {
  const { caseId, itemId } = await newCase(externalId, mediaIds);
  const agency = await checkedAgency(`Agency of ${externalId}`, { publicKey });
  const liaison = await actorOf('liaison');
  const { referralId } = await as(liaison, (ctx) => createReferral(ctx, { caseId, kind: 'disclosure' }));
  const { updatedAt } = await db().referral.findUniqueOrThrow({ where: { id: referralId } });
  await as(liaison, (ctx) =>
    saveReferral(ctx, {
      referralId,
      seenAt: updatedAt.toISOString(),
      agencyId: agency.agencyId,
      keyId: agency.keyId,
      profile,
      legalBasis: { processType: 'national_order', reference: '1 BJs 1/26', authority: 'A court', issuedAt: null, deadline: null },
      danger: '',
      scope: { ...EMPTY_SCOPE, itemIds: [itemId] },
      redactions: { ...NO_REDACTIONS, ...redactions },
    }),
  );
  await as(liaison, (ctx) => submitReferral(ctx, { referralId }));
  return { ...agency, referralId };
}

/** A referral that the supervisor has agreed to as well, ready to be released. */
export async function approvedReferral(externalId: string, asked: Asked = {}): Promise<Referred> {
  const referred = await askedReferral(externalId, asked);
  const { referralId } = referred;
  const { agreedDigest } = await db().referral.findUniqueOrThrow({ where: { id: referralId } });
  const agreed = await as(await actorOf('supervisor'), (ctx) => approveReferral(ctx, { referralId, agreedDigest: Buffer.from(agreedDigest ?? []).toString('hex') }));
  expect(agreed.kind).toBe('agreed');
  return referred;
}

/** A referral whose package was made and can be taken. */
export async function packedReferral(externalId: string, asked: Asked = {}): Promise<Referred> {
  const referred = await approvedReferral(externalId, asked);
  const { referralId } = referred;
  expect(await as(await actorOf('liaison'), (ctx) => releaseReferral(ctx, { referralId }))).toEqual({ kind: 'packing' });
  await expect.poll(() => stateOf(referralId), { timeout: 60_000, intervals: [100] }).toBe('released');
  return referred;
}

export const stateOf = async (referralId: string): Promise<string> => (await db().referral.findUniqueOrThrow({ where: { id: referralId } })).state;
