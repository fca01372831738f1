import { beforeAll, expect, test } from 'vitest';
import { addNote, keepAway } from '@/lib/cases';
import { testDatabase } from '@/lib/db/testing';
import { type PersonActor, manualClock, randomIds } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
import { addAgencyKey, checkAgencyKey, editAgency, fingerprintOf, retireAgency, retireAgencyKey } from '../agencies';
import { openReferral } from '../read';
import { type ReferralScene, drawAgencyKeys, openReferralScene } from '../testing/scene';
import { approveReferral, expireReferrals, releaseReferral, submitReferral } from './index';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
const HOUR_MS = 3_600_000;
let scene: ReferralScene;
type Made = Awaited<ReturnType<ReferralScene['draft']>>;

beforeAll(async () => {
  scene = await openReferralScene(database, clock);
});

const as = <T>(actor: PersonActor, work: Parameters<typeof scene.desk.as<PersonActor, T>>[1]) => scene.desk.as(actor, work);
const stored = (id: string) => database.client.referral.findUniqueOrThrow({ where: { id } });
const submit = (referralId: string) => as(scene.asker, (ctx) => submitReferral(ctx, { referralId }));
const release = async (referralId: string) => must(await as(scene.releaser, (ctx) => releaseReferral(ctx, { referralId })));
const voidings = async (referralId: string) => (await database.client.auditEvent.findMany({ where: { action: 'referral.voided', targets: { array_contains: [{ id: referralId }] } } })).map(({ details }) => details);
const packings = (referralId: string) => database.client.$queryRaw<unknown[]>`SELECT 1 FROM graphile_worker.jobs WHERE key = ${`pack-referral:${referralId}`}`;

async function approve(referralId: string) {
  const agreedDigest = Buffer.from((await stored(referralId)).agreedDigest ?? []).toString('hex');
  return must(await as(scene.supervisor, (ctx) => approveReferral(ctx, { referralId, agreedDigest })));
}

async function approved(...options: Parameters<ReferralScene['draft']>): Promise<Made> {
  const made = await scene.draft(...options);
  must(await submit(made.referralId));
  expect(await approve(made.referralId)).toMatchObject({ kind: 'agreed' });
  return made;
}

/** Altered by somebody with the database in their hands, past every verb. */
const alter = (sql: string, ...values: unknown[]) => database.owner.query(sql, values);

async function anotherKey(kind: 'openpgp' | 'age') {
  const { publicKey } = await drawAgencyKeys(kind, clock.now());
  return { publicKey, fingerprint: await fingerprintOf({ kind, publicKey }) };
}

/** Everything that may become another one between the approval and the release, and what is then said. */
const CHANGES: Readonly<Record<string, readonly [change: (made: Made) => Promise<unknown>, what: readonly string[], words: string]>> = {
  'the key was retired': [({ keyId }) => as(scene.asker, (ctx) => retireAgencyKey(ctx, { keyId })), ['key'], 'key was retired'],
  'the agency was retired': [({ agencyId }) => as(scene.asker, (ctx) => retireAgency(ctx, { agencyId })), ['agency'], 'agency was retired'],
  'the agency has another telephone number': [
    async ({ agencyId, entry }) => as(scene.asker, async (ctx) => editAgency(ctx, { ...entry, agencyId, phone: '+1 555 0100 999', seenAt: (await database.client.agency.findUniqueOrThrow({ where: { id: agencyId } })).updatedAt.toISOString() })),
    ['agency'],
    'the agency, or its entry in the directory',
  ],
  'the key was altered in its row': [async ({ keyId }) => alter('UPDATE "AgencyKey" SET "publicKey" = $1 WHERE "id" = $2', (await anotherKey('age')).publicKey, keyId), ['key'], 'altered'],
  'the fingerprint was altered in its row': [async ({ keyId }) => alter('UPDATE "AgencyKey" SET "fingerprint" = $1 WHERE "id" = $2', (await anotherKey('age')).fingerprint, keyId), ['key'], 'altered'],
  'key and fingerprint were altered so that they fit each other': [
    async ({ keyId }) => {
      const { publicKey, fingerprint } = await anotherKey('age');
      return alter('UPDATE "AgencyKey" SET "publicKey" = $1, "fingerprint" = $2 WHERE "id" = $3', publicKey, fingerprint, keyId);
    },
    ['key'],
    'altered',
  ],
  'the check of the key was taken out of its row': [({ keyId }) => alter('UPDATE "AgencyKey" SET "checkedAt" = NULL, "checkedById" = NULL WHERE "id" = $1', keyId), ['key'], 'never read back'],
  'another key that was checked stands in its place': [
    async ({ agencyId, referralId }) => {
      const { publicKey, fingerprint } = await anotherKey('age');
      const { keyId } = must(await as(scene.asker, (ctx) => addAgencyKey(ctx, { agencyId, publicKey })));
      must(await as(scene.supervisor, (ctx) => checkAgencyKey(ctx, { keyId, readBack: fingerprint, numberFrom: 'the authority’s own site' })));
      return alter('UPDATE "Referral" SET "keyId" = $1 WHERE "id" = $2', keyId, referralId);
    },
    ['key'],
    'the agency’s key',
  ],
  'it goes to another agency': [
    async ({ referralId }) => {
      const other = await scene.agency();
      return alter('UPDATE "Referral" SET "agencyId" = $1, "keyId" = $2 WHERE "id" = $3', other.agencyId, other.keyId, referralId);
    },
    ['agency', 'key'],
    'the agency, or its entry in the directory and the agency’s key',
  ],
  'the legal basis is another one': [({ referralId }) => alter('UPDATE "Referral" SET "processReference" = $1 WHERE "id" = $2', 'SW-26-101', referralId), ['legalBasis'], 'the legal basis'],
  'it is another kind of package': [({ referralId }) => alter(`UPDATE "Referral" SET "profile" = 'simple' WHERE "id" = $1`, referralId), ['profile'], 'what kind of package'],
  'more goes along': [({ referralId }) => alter(`UPDATE "Referral" SET "scope" = jsonb_set("scope", '{withNotes}', 'true') WHERE "id" = $1`, referralId), ['scope'], 'what is handed over'],
  'less is taken out': [({ referralId }) => alter('UPDATE "Referral" SET "sealedRedactions" = NULL WHERE "id" = $1', referralId), ['redactions'], 'what is taken out'],
  'a decision of an item was undone': [
    ({ itemId }) => alter('UPDATE "Decision" SET "undoneAt" = now() WHERE "itemId" = $1', itemId),
    ['contents'],
    'the items, files, messages or reports themselves',
  ],
  'a file has another hash': [({ mediaIds }) => alter('UPDATE "Media" SET "sha256" = $1 WHERE "id" = $2', '0'.repeat(64), mediaIds[0]), ['contents'], 'themselves'],
  'somebody in it goes by another name': [({ caseId }) => alter('UPDATE "Account" SET "screenName" = $1 WHERE "id" = (SELECT "subjectId" FROM "Case" WHERE "id" = $2)', 'another_name', caseId), ['contents'], 'themselves'],
  'the words of a message are others': [({ itemId }) => alter('UPDATE "Message" SET "sealedText" = $1 WHERE "itemId" = $2', Buffer.from('another'), itemId), ['contents'], 'themselves'],
};

test.each(Object.entries(CHANGES))('nothing is released once %s', async (_, [change, what, words]) => {
  const fresh = await scene.newCase();
  await scene.desk.report(fresh.itemId);
  const made = await approved({ redactions: { phrases: ['Nebenan'] } }, fresh);
  await change(made);
  const released = await release(made.referralId);
  expect(released).toMatchObject({ kind: 'void', words: expect.stringContaining(words) as string });
  expect(await stored(made.referralId)).toMatchObject({ state: 'draft', approvedById: null, approvedUntil: null, agreedDigest: null, problem: expect.stringContaining(words) as string });
  expect(await voidings(made.referralId)).toEqual([{ what }]);
  expect(await packings(made.referralId)).toEqual([]);
});

test('a note that goes along is part of what was agreed to; one that does not is not', async () => {
  const [along, aside] = [await approved({ scope: { withNotes: true } }), await approved()];
  for (const { caseId } of [along, aside]) must(await as(scene.asker, (ctx) => addNote(ctx, { caseId, body: 'Written after the approval' })));
  expect((await release(along.referralId)).kind).toBe('void');
  expect((await release(aside.referralId)).kind).toBe('packing');
});

test('an approval that is older than 72 hours releases nothing, to the second', async () => {
  const [late, just] = [await approved(), await approved()];
  clock.advance(72 * HOUR_MS - 1000);
  expect((await release(just.referralId)).kind).toBe('packing');
  clock.advance(1000);
  expect(await release(late.referralId)).toMatchObject({ kind: 'void', words: expect.stringContaining('within 72 hours') as string });
  expect(await voidings(late.referralId)).toEqual([{ what: ['time'] }]);
  // Looked over and agreed to again, it goes.
  must(await submit(late.referralId));
  expect((await approve(late.referralId)).kind).toBe('agreed');
  expect((await release(late.referralId)).kind).toBe('packing');
});

/** What may have become of whoever agreed, how it ends, and what is then said. */
const GONE: Readonly<Record<string, readonly [change: (made: Made) => Promise<unknown>, back: (made: Made) => Promise<unknown>, words: string]>> = {
  'was let go': [
    () => alter('UPDATE "Person" SET "disabledAt" = now() WHERE "id" = $1', scene.supervisor.id),
    () => alter('UPDATE "Person" SET "disabledAt" = NULL WHERE "id" = $1', scene.supervisor.id),
    'not at this desk any more',
  ],
  'has another role': [
    () => alter(`UPDATE "Person" SET "role" = 'auditor' WHERE "id" = $1`, scene.supervisor.id),
    () => alter(`UPDATE "Person" SET "role" = 'supervisor' WHERE "id" = $1`, scene.supervisor.id),
    'could not agree to it any more',
  ],
  'is kept away from the case': [
    ({ caseId }) => as(scene.releaser, (ctx) => keepAway(ctx, { caseId, personId: scene.supervisor.id, reason: 'Knows somebody in it' })),
    () => Promise.resolve(),
    'could not agree to it any more',
  ],
};

test.each(Object.entries(GONE))('an approval of somebody who %s since releases nothing, and the page says so before', async (_, [change, back, words]) => {
  const made = await approved();
  const { referralId } = made;
  const off = async () => must(await as(scene.releaser, (ctx) => openReferral(ctx, { referralId }))).off.release;
  expect(await off()).toBeNull();
  await change(made);
  try {
    expect(await off()).toMatch(new RegExp(`${words}.*takes it back`));
    expect(await release(referralId)).toMatchObject({ kind: 'void', words: expect.stringContaining(words) as string });
  } finally {
    await back(made);
  }
  expect(await voidings(referralId)).toEqual([{ what: ['approver'] }]);
  expect(await packings(referralId)).toEqual([]);
});

test('who agreed under a role that they had for an hour had the right to; outside of that hour they would not have had it', async () => {
  const [inTime, late] = [await approved(), await approved()];
  const admin = await scene.desk.person('admin');
  const glass = { sessionId: admin.sessionId, role: 'supervisor', reason: 'Nobody else is here', startedAt: new Date(clock.now().getTime() - 60_000), endsAt: new Date(clock.now().getTime() + HOUR_MS) } as const;
  await database.client.breakGlass.create({ data: { id: randomIds.next(), personId: admin.id, ...glass } });
  const sign = (referralId: string, approvedAt: Date) => database.client.referral.update({ where: { id: referralId }, data: { approvedById: admin.id, approvedAt } });
  await sign(inTime.referralId, clock.now());
  await sign(late.referralId, new Date(clock.now().getTime() + HOUR_MS + 1));
  expect((await release(inTime.referralId)).kind).toBe('packing');
  expect((await release(late.referralId)).kind).toBe('void');
});

test('an approval that nobody used is none by itself, and the daily look says so', async () => {
  const { referralId } = await approved();
  clock.advance(73 * HOUR_MS);
  await expireReferrals(scene.tools);
  expect(await stored(referralId)).toMatchObject({ state: 'draft', approvedById: null, problem: expect.stringContaining('72 hours') as string });
});

test('a key that has expired since it was checked is of no use any more', async () => {
  const made = await scene.draft({ keyKind: 'openpgp', keySeconds: 48 * 3600 });
  must(await submit(made.referralId));
  await approve(made.referralId);
  clock.advance(49 * HOUR_MS);
  expect(await release(made.referralId)).toMatchObject({ kind: 'void', words: expect.stringContaining('expired') as string });
});

test('a key that was altered with its fingerprint after the check cannot even be submitted: the trail knows what was heard', async () => {
  const made = await scene.draft();
  const { publicKey, fingerprint } = await anotherKey('age');
  await alter('UPDATE "AgencyKey" SET "publicKey" = $1, "fingerprint" = $2 WHERE "id" = $3', publicKey, fingerprint, made.keyId);
  const refused = await submit(made.referralId);
  expect(refused.ok ? [] : refused.problem.fields).toEqual([{ field: 'keyId', message: expect.stringContaining('not the one that was read back') as string }]);
});

test('a check that stands in the row alone is none', async () => {
  const made = await scene.draft();
  const { publicKey, fingerprint } = await anotherKey('age');
  const { keyId } = must(await as(scene.asker, (ctx) => addAgencyKey(ctx, { agencyId: made.agencyId, publicKey })));
  await alter('UPDATE "AgencyKey" SET "checkedAt" = now(), "checkedById" = $1 WHERE "fingerprint" = $2', scene.supervisor.id, fingerprint);
  await alter('UPDATE "Referral" SET "keyId" = $1 WHERE "id" = $2', keyId, made.referralId);
  expect((await submit(made.referralId)).ok).toBe(false);
});

test('what changed before anybody agreed is not agreed to', async () => {
  const made = await scene.draft();
  must(await submit(made.referralId));
  await alter('UPDATE "Message" SET "sealedText" = $1 WHERE "itemId" = $2', Buffer.from('another'), made.itemId);
  expect(await approve(made.referralId)).toMatchObject({ kind: 'void' });
  expect((await stored(made.referralId)).state).toBe('draft');
});

test('a failed packing is released again only as it was agreed to', async () => {
  const [same, other] = [await approved(), await approved()];
  for (const { referralId } of [same, other]) {
    expect((await release(referralId)).kind).toBe('packing');
    await database.client.referral.update({ where: { id: referralId }, data: { state: 'failed', problem: 'A file does not open' } });
  }
  must(await as(scene.asker, (ctx) => retireAgencyKey(ctx, other)));
  expect(await release(same.referralId)).toEqual({ kind: 'packing' });
  expect((await release(other.referralId)).kind).toBe('void');
});
