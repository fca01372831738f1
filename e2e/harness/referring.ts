import { generateIdentity, identityToRecipient } from 'age-encryption';
import { expect } from '@playwright/test';
import { type Ctx, db, transact } from '@/lib/db';
import { type PersonActor, type Result, randomIds, systemClock } from '@/lib/kernel';
import { addAgency, addAgencyKey, approveReferral, checkAgencyKey, createReferral, saveReferral, submitReferral } from '@/lib/referral';
import { EMPTY_SCOPE, NO_REDACTIONS } from '@/lib/referral/schema';
import { type Pushed, grooming, pushItem } from './platform';
import { sessionOf } from './session-of';

/** Does it as that person, with the verb that their page calls. */
async function as<T>(actor: PersonActor, verb: (ctx: Ctx<PersonActor>) => Promise<Result<T>>): Promise<T> {
  const result = await transact(db(), (tx) => verb({ tx, actor, clock: systemClock, ids: randomIds, requestId: randomIds.next() }));
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.safeMessage}`);
  return result.value;
}

export interface CheckedAgency {
  readonly name: string;
  readonly agencyId: string;
  readonly keyId: string;
}

/** An agency in the directory whose age key a supervisor has had read back. */
export async function checkedAgency(name: string): Promise<CheckedAgency> {
  const [liaison, supervisor] = await Promise.all(['liaison', 'supervisor'].map(async (who) => (await sessionOf(`${who}@example.com`)).actor));
  if (!liaison || !supervisor) throw new Error('Nobody is there.');
  const readBack = await identityToRecipient(await generateIdentity());
  const { agencyId } = await as(liaison, (ctx) => addAgency(ctx, { name, country: 'DE', unit: '', contactName: 'A person', email: 'people@agency.example', phone: '+49 30 1234567' }));
  const { keyId } = await as(liaison, (ctx) => addAgencyKey(ctx, { agencyId, publicKey: readBack }));
  const checked = await as(supervisor, (ctx) => checkAgencyKey(ctx, { keyId, readBack }));
  expect(checked.kind).toBe('checked');
  return { name, agencyId, keyId };
}

/** An item of words alone, and its case. */
export async function newCase(externalId: string): Promise<Pushed & { caseId: string }> {
  const pushed = await pushItem({ externalId, subject: `${externalId}-subject`, signals: [grooming] });
  const { id: caseId } = await db().case.findUniqueOrThrow({ where: { number: pushed.caseNumber } });
  return { ...pushed, caseId };
}

/** A referral that the liaison asked for and the supervisor agreed to, ready to be released. */
export async function approvedReferral(externalId: string): Promise<CheckedAgency & { referralId: string }> {
  const { caseId, itemId } = await newCase(externalId);
  const agency = await checkedAgency(`Agency of ${externalId}`);
  const { actor: liaison } = await sessionOf('liaison@example.com');
  const { actor: supervisor } = await sessionOf('supervisor@example.com');
  const { referralId } = await as(liaison, (ctx) => createReferral(ctx, { caseId, kind: 'disclosure' }));
  const { updatedAt } = await db().referral.findUniqueOrThrow({ where: { id: referralId } });
  await as(liaison, (ctx) =>
    saveReferral(ctx, {
      referralId,
      seenAt: updatedAt.toISOString(),
      agencyId: agency.agencyId,
      keyId: agency.keyId,
      profile: 'simple',
      legalBasis: { processType: 'national_order', reference: '1 BJs 1/26', authority: 'A court', issuedAt: null, deadline: null },
      danger: '',
      scope: { ...EMPTY_SCOPE, itemIds: [itemId] },
      redactions: NO_REDACTIONS,
    }),
  );
  await as(liaison, (ctx) => submitReferral(ctx, { referralId }));
  const { agreedDigest } = await db().referral.findUniqueOrThrow({ where: { id: referralId } });
  const agreed = await as(supervisor, (ctx) => approveReferral(ctx, { referralId, agreedDigest: Buffer.from(agreedDigest ?? []).toString('hex') }));
  expect(agreed.kind).toBe('agreed');
  return { ...agency, referralId };
}

export const stateOf = async (referralId: string): Promise<string> => (await db().referral.findUniqueOrThrow({ where: { id: referralId } })).state;
