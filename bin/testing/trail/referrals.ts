import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { type PersonActor, config, randomIds, systemClock } from '@/lib/kernel';
import {
  addAgency, addAgencyKey, approveReferral, checkAgencyKey, createReferral, grantTaking, listAgencies, listReferrals, openCaseToRefer, openReferral, saveReferral, submitReferral,
} from '@/lib/referral';
import { EMPTY_SCOPE, NO_REDACTIONS } from '@/lib/referral/schema';
import { must } from '@/lib/reporting/testing';
import type { Line } from './line';
import type { Scene } from './scene';

const REFERRALS = 'action app/(desk)/referrals/actions.ts';
const AGENCIES = 'action app/(desk)/agencies/actions.ts';

const entry = () => ({ name: `Agency ${randomIds.next()}`, country: 'DE', unit: '', contactName: 'A person', email: 'people@agency.example', phone: '+49 30 1234567' });
const recipient = async () => identityToRecipient(await generateIdentity());

async function agency({ as, desk }: Scene): Promise<{ agencyId: string }> {
  return must(await as(await desk.person('liaison'), (ctx) => addAgency(ctx, entry())));
}

/** A key that nobody has checked yet, with what its agency's people would read aloud. */
async function key(scene: Scene, by: PersonActor): Promise<{ agencyId: string; keyId: string; readBack: string }> {
  const { agencyId } = await agency(scene);
  const readBack = await recipient();
  return { agencyId, readBack, ...must(await scene.as(by, (ctx) => addAgencyKey(ctx, { agencyId, publicKey: readBack }))) };
}

/** A key that a second person has had read back. */
async function checkedKey(scene: Scene): Promise<{ agencyId: string; keyId: string }> {
  const { agencyId, keyId, readBack } = await key(scene, await scene.desk.person('liaison'));
  must(await scene.as(await scene.desk.person('supervisor'), (ctx) => checkAgencyKey(ctx, { keyId, readBack, numberFrom: 'the authority’s own site' })));
  return { agencyId, keyId };
}

/** A draft of that person, and what its page sends when it is complete. */
async function draft(scene: Scene, by: PersonActor) {
  const { caseId, itemId } = await scene.waitingItem();
  const { referralId } = must(await scene.as(by, (ctx) => createReferral(ctx, { caseId, kind: 'disclosure' })));
  const { updatedAt } = await scene.client.referral.findUniqueOrThrow({ where: { id: referralId } });
  const input = {
    referralId,
    seenAt: updatedAt.toISOString(),
    ...(await checkedKey(scene)),
    profile: 'full' as const,
    legalBasis: { processType: 'national_order' as const, reference: '1 BJs 1/26', authority: 'A court', issuedAt: null, deadline: null },
    danger: '',
    scope: { ...EMPTY_SCOPE, itemIds: [itemId] },
    redactions: NO_REDACTIONS,
  };
  return { caseId, itemId, referralId, input };
}

/** A referral that waits for a second person; by somebody else unless said otherwise. */
async function submitted(scene: Scene, by?: PersonActor): Promise<{ referralId: string; agreedDigest: string }> {
  const asker = by ?? (await scene.desk.person('liaison'));
  const { referralId, input } = await draft(scene, asker);
  must(await scene.as(asker, (ctx) => saveReferral(ctx, input)));
  must(await scene.as(asker, (ctx) => submitReferral(ctx, { referralId })));
  const { agreedDigest } = await scene.client.referral.findUniqueOrThrow({ where: { id: referralId } });
  return { referralId, agreedDigest: Buffer.from(agreedDigest ?? []).toString('hex') };
}

async function approved(scene: Scene): Promise<{ referralId: string }> {
  const asked = await submitted(scene);
  must(await scene.as(await scene.desk.person('supervisor'), (ctx) => approveReferral(ctx, asked)));
  return { referralId: asked.referralId };
}

/** One whose package was made and taken along, as the worker and the download leave it. */
async function released(scene: Scene): Promise<{ referralId: string }> {
  const { referralId } = await approved(scene);
  const [takenAt, later] = [systemClock.now(), new Date(systemClock.now().getTime() + 7 * 86_400_000)];
  await scene.client.referral.update({ where: { id: referralId }, data: { state: 'packing' } });
  await scene.client.referral.update({ where: { id: referralId }, data: { state: 'released', takenAt, takeUntil: later, packageSha256: '0'.repeat(64), packageBytes: 1n } });
  return { referralId };
}

const whole = async (made: Promise<{ referralId: string }>) => ({ input: { referralId: (await made).referralId } });

/** What has to do with agencies and what goes to them. */
export const REFERRAL_LINES: Readonly<Record<string, Line>> = {
  'page /referrals': { role: 'supervisor', permission: 'referral.read', writes: ['referrals.read'], file: '(desk)/referrals/page.tsx', query: listReferrals, prepare: () => ({ text: '' }) },
  'page /referrals/new': { role: 'liaison', permission: 'referral.request', writes: ['case.read'], file: '(desk)/referrals/new/page.tsx', query: openCaseToRefer, prepare: ({ waitingItem }) => waitingItem() },
  'page /referrals/[referralId]': { role: 'supervisor', permission: 'referral.read', writes: ['referral.read'], file: '(desk)/referrals/[referralId]/read-referral.ts', query: openReferral, prepare: (scene) => submitted(scene) },
  'GET /api/referrals/[referralId]': { role: 'liaison', writes: [], why: 'How far the package is, again and again; opening the referral is the event', prepare: async (scene) => ({ params: { referralId: (await approved(scene)).referralId } }) },
  'GET /api/referrals/[referralId]/package': {
    role: 'liaison',
    writes: ['referral.taken', 'referral.take_ended'],
    why: 'That it is taken is written before its first byte leaves, and its end when the last one has',
    prepare: async (scene, asker) => {
      const params = await released(scene);
      const folder = join(config().DATA_DIR, 'referrals');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${params.referralId}.sealed`), '.');
      must(await scene.as(asker, (ctx) => grantTaking(ctx, params)));
      return { params };
    },
  },
  [`${REFERRALS} begin`]: { role: 'liaison', writes: ['referral.drafted'], prepare: ({ waitingItem }) => waitingItem().then(({ caseId }) => ({ input: { caseId, kind: 'disclosure' } })) },
  [`${REFERRALS} save`]: { role: 'liaison', writes: ['referral.saved'], prepare: async (scene, asker) => ({ input: (await draft(scene, asker)).input }) },
  [`${REFERRALS} readMessages`]: { role: 'liaison', writes: ['referral.messages_read'], prepare: (scene, asker) => draft(scene, asker).then(({ referralId, itemId }) => ({ input: { referralId, itemId, from: 0 } })) },
  [`${REFERRALS} preview`]: { role: 'supervisor', writes: ['referral.previewed'], prepare: (scene) => whole(submitted(scene)) },
  [`${REFERRALS} submit`]: {
    role: 'liaison',
    writes: ['referral.requested'],
    prepare: async (scene, asker) => {
      const { referralId, input } = await draft(scene, asker);
      must(await scene.as(asker, (ctx) => saveReferral(ctx, input)));
      return { input: { referralId } };
    },
  },
  [`${REFERRALS} askInEmergency`]: {
    role: 'liaison',
    writes: ['referral.drafted', 'referral.saved', 'referral.requested', 'alert.raised'],
    why: 'The short form does in one step what a draft does in three, and supervisors are told at once',
    prepare: async (scene) => {
      const { caseId, itemId } = await scene.waitingItem();
      const about = { profile: 'full', authority: '', reference: '', danger: 'Somebody is in danger tonight', scope: { ...EMPTY_SCOPE, itemIds: [itemId] }, redactions: NO_REDACTIONS };
      return { input: { caseId, ...(await checkedKey(scene)), ...about } };
    },
  },
  [`${REFERRALS} takeBack`]: { role: 'liaison', writes: ['referral.taken_back'], prepare: (scene, asker) => whole(submitted(scene, asker)) },
  [`${REFERRALS} withdraw`]: { role: 'liaison', writes: ['referral.withdrawn'], prepare: (scene) => whole(submitted(scene)) },
  [`${REFERRALS} reissue`]: { role: 'liaison', writes: ['referral.drafted'], prepare: (scene) => whole(released(scene)) },
  [`${REFERRALS} acknowledge`]: { role: 'liaison', writes: ['referral.acknowledged'], prepare: async (scene) => ({ input: { ...(await released(scene)), reference: 'AGENCY 1' } }) },
  [`${REFERRALS} agree`]: { role: 'supervisor', writes: ['referral.approved'], prepare: async (scene) => ({ input: await submitted(scene) }) },
  [`${REFERRALS} sendBack`]: { role: 'supervisor', writes: ['referral.declined'], prepare: async (scene) => ({ input: { referralId: (await submitted(scene)).referralId, reason: 'Look at the account again' } }) },
  [`${REFERRALS} release`]: { role: 'liaison', writes: ['referral.released'], prepare: (scene) => whole(approved(scene)) },
  [`${REFERRALS} take`]: { role: 'liaison', writes: ['referral.take_granted'], prepare: (scene) => whole(released(scene)) },
  [`${REFERRALS} preserve`]: {
    role: 'liaison',
    writes: ['hold.placed'],
    prepare: async (scene) => {
      const { caseId } = await scene.waitingItem();
      const { number: caseNumber } = await scene.client.case.findUniqueOrThrow({ where: { id: caseId } });
      const day = (days: number) => new Date(systemClock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
      return { input: { caseNumber, kind: 'us_2703f', agencyId: (await agency(scene)).agencyId, reference: 'P-1', reason: 'Asked for by letter', startsOn: day(0), endsOn: null, reviewOn: day(30) } };
    },
  },
  'page /agencies': { role: 'supervisor', permission: 'agency.read', writes: ['agencies.read'], file: '(desk)/agencies/page.tsx', query: listAgencies, prepare: () => ({}) },
  [`${AGENCIES} add`]: { role: 'liaison', writes: ['agency.added'], prepare: () => ({ input: entry() }) },
  [`${AGENCIES} edit`]: {
    role: 'liaison',
    writes: ['agency.edited'],
    prepare: async (scene) => {
      const { agencyId } = await agency(scene);
      const { updatedAt } = await scene.client.agency.findUniqueOrThrow({ where: { id: agencyId } });
      return { input: { agencyId, seenAt: updatedAt.toISOString(), ...entry() } };
    },
  },
  [`${AGENCIES} retire`]: { role: 'liaison', writes: ['agency.retired'], prepare: async (scene) => ({ input: await agency(scene) }) },
  [`${AGENCIES} addKey`]: { role: 'liaison', writes: ['agency.key_added'], prepare: async (scene) => ({ input: { ...(await agency(scene)), publicKey: await recipient() } }) },
  [`${AGENCIES} checkKey`]: {
    role: 'supervisor',
    writes: ['agency.key_checked'],
    prepare: async (scene) => {
      const { keyId, readBack } = await key(scene, await scene.desk.person('liaison'));
      return { input: { keyId, readBack, numberFrom: 'the authority’s own site' } };
    },
  },
  [`${AGENCIES} retireKey`]: { role: 'liaison', writes: ['agency.key_retired'], prepare: async (scene, asker) => ({ input: { keyId: (await key(scene, asker)).keyId } }) },
};
