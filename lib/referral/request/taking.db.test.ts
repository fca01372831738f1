import { mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { keepAway } from '@/lib/cases';
import { testDatabase } from '@/lib/db/testing';
import { type PersonActor, type Result, type Role, config, manualClock, randomIds } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
import { listReferrals, openReferral } from '../read';
import { type ReferralScene, openReferralScene } from '../testing/scene';
import { type OpenTaking, acknowledgeReferral, afterPacking, approveReferral, dropPackages, endTaking, expireReferrals, grantTaking, openTaking, releaseReferral, requestEmergency, submitReferral, withdrawReferral } from './index';
import { NO_REDACTIONS } from './schema';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
const DAY_MS = 24 * 3_600_000;
let scene: ReferralScene;
let taker: PersonActor;

beforeAll(async () => {
  scene = await openReferralScene(database, clock);
  taker = scene.releaser;
});

const as = <T>(actor: PersonActor, work: Parameters<typeof scene.desk.as<PersonActor, T>>[1]) => scene.desk.as(actor, work);
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.problem.code);
const stored = (id: string) => database.client.referral.findUniqueOrThrow({ where: { id } });
const grant = (referralId: string, by = taker) => as(by, (ctx) => grantTaking(ctx, { referralId }));
const open = (referralId: string, by = taker) =>
  as(by, async (ctx): Promise<Result<OpenTaking>> => {
    const opened = await openTaking(ctx, { referralId });
    if (!opened.ok) return opened;
    if (opened.value.range === 'unsatisfiable') throw new Error('All of it was asked for.');
    return { ok: true, value: opened.value };
  });
const end = (takingId: string, by = taker) => as(by, (ctx) => endTaking(ctx, { takingId }));
const acknowledge = (referralId: string) => as(scene.asker, (ctx) => acknowledgeReferral(ctx, { referralId, reference: 'AG-1' }));
const expire = () => expireReferrals(scene.tools);
const acts = async (referralId: string) => (await database.client.auditEvent.findMany({ where: { targets: { array_contains: [{ id: referralId }] } }, orderBy: { seq: 'asc' } })).map(({ action }) => action);
const folder = () => join(config().DATA_DIR, 'referrals');
const isKept = async (referralId: string) => (await readdir(folder())).some((name) => name.startsWith(referralId));

/** A referral whose package was made, as the worker leaves it; what lies there is not what is looked at here. */
async function released(of?: Parameters<typeof scene.draft>[1]) {
  const made = await scene.draft({}, of);
  const { referralId } = made;
  must(await as(scene.asker, (ctx) => submitReferral(ctx, { referralId })));
  const agreedDigest = Buffer.from((await stored(referralId)).agreedDigest ?? []).toString('hex');
  must(await as(scene.supervisor, (ctx) => approveReferral(ctx, { referralId, agreedDigest })));
  must(await as(scene.releaser, (ctx) => releaseReferral(ctx, { referralId })));
  await mkdir(folder(), { recursive: true });
  await writeFile(join(folder(), `${referralId}.sealed`), 'sealed');
  const takeUntil = new Date(clock.now().getTime() + 7 * DAY_MS);
  await database.client.referral.update({ where: { id: referralId }, data: { state: 'released', packageSha256: '0'.repeat(64), packageBytes: 6n, manifestSha256: '1'.repeat(64), takeUntil } });
  await as(scene.releaser, async (ctx) => {
    await afterPacking(ctx, referralId, takeUntil);
    return { ok: true, value: null };
  });
  return made;
}

test('a package is taken by whoever was given leave, in that session, within ten minutes, and is used up by its last byte', async () => {
  const { referralId } = await released();
  expect(codeOf(await open(referralId))).toBe('not_found');
  expect(must(await grant(referralId))).toEqual({ href: `/api/referrals/${referralId}/package`, expiresAt: '2026-11-23T09:10:00.000Z' });
  expect(codeOf(await open(referralId, scene.asker))).toBe('not_found');
  expect(codeOf(await open(referralId, { ...taker, sessionId: randomIds.next() }))).toBe('not_found');
  const first = must(await open(referralId));
  expect(first).toMatchObject({ keyKind: 'age', sha256: '0'.repeat(64), byteSize: 6 });
  // Broken off, it goes on under the same leave.
  clock.advance(9 * 60_000);
  expect(must(await open(referralId)).takingId).toBe(first.takingId);
  expect((await stored(referralId)).takenAt).toBeNull();
  expect(codeOf(await end(first.takingId, scene.asker))).toBe('not_found');
  must(await end(first.takingId));
  must(await end(first.takingId));
  expect((await stored(referralId)).takenAt).toEqual(clock.now());
  expect(codeOf(await open(referralId))).toBe('not_found');
  expect((await acts(referralId)).slice(-3)).toEqual(['referral.take_granted', 'referral.taken', 'referral.take_ended']);

  must(await grant(referralId));
  clock.advance(10 * 60_000);
  expect(codeOf(await open(referralId))).toBe('not_found');
});

test('leave that was given ends with the case, the time and the referral', async () => {
  const [walled, late, withdrawn] = [await released(), await released(), await released()];
  const kept = await scene.desk.person('liaison');
  must(await grant(walled.referralId, kept));
  must(await as(scene.supervisor, (ctx) => keepAway(ctx, { caseId: walled.caseId, personId: kept.id, reason: 'Knows somebody in it' })));
  expect(codeOf(await open(walled.referralId, kept))).toBe('not_found');

  must(await grant(withdrawn.referralId));
  must(await as(scene.asker, (ctx) => withdrawReferral(ctx, withdrawn)));
  expect(codeOf(await open(withdrawn.referralId))).toBe('not_found');
  expect(codeOf(await grant(withdrawn.referralId))).toBe('conflict');

  clock.advance(7 * DAY_MS - 60_000);
  must(await grant(late.referralId));
  clock.advance(60_000);
  expect(codeOf(await open(late.referralId))).toBe('not_found');
  expect(codeOf(await grant(late.referralId))).toBe('conflict');
  await expire();
});

test('a package is removed when its time is over or its referral is withdrawn, once, and that is on record', async () => {
  const [over, acknowledged, withdrawn, still] = [await released(), await released(), await released(), await released()];
  expect(codeOf(await acknowledge(acknowledged.referralId))).toBe('conflict');
  must(await grant(acknowledged.referralId));
  must(await end(must(await open(acknowledged.referralId)).takingId));
  must(await acknowledge(acknowledged.referralId));
  must(await as(scene.asker, (ctx) => withdrawReferral(ctx, withdrawn)));
  await expire();
  expect(await Promise.all([over, acknowledged, withdrawn, still].map(({ referralId }) => isKept(referralId)))).toEqual([true, true, false, true]);

  await database.client.referral.update({ where: { id: still.referralId }, data: { takeUntil: new Date(clock.now().getTime() + 8 * DAY_MS) } });
  clock.advance(7 * DAY_MS);
  await expire();
  await expire();
  expect(await Promise.all([over, acknowledged, withdrawn, still].map(({ referralId }) => isKept(referralId)))).toEqual([false, false, false, true]);
  expect(await Promise.all([over, acknowledged, withdrawn, still].map(async ({ referralId }) => (await stored(referralId)).state))).toEqual(['expired', 'acknowledged', 'withdrawn', 'released']);
  const entries = async (referralId: string) => (await database.client.auditEvent.findMany({ where: { action: 'referral.expired', targets: { array_contains: [{ id: referralId }] } } })).map(({ details }) => details);
  expect(await entries(over.referralId)).toEqual([{ wasTaken: false }]);
  expect(await entries(acknowledged.referralId)).toEqual([{ wasTaken: true }]);
  expect((await stored(over.referralId)).removedAt).toEqual(clock.now());
});

test('what was taken along in time can be acknowledged when its package is gone, and nothing else can', async () => {
  const [taken, untaken] = [await released(), await released()];
  must(await grant(taken.referralId));
  must(await end(must(await open(taken.referralId)).takingId));
  clock.advance(7 * DAY_MS);
  await expire();
  expect(codeOf(await acknowledge(untaken.referralId))).toBe('conflict');
  must(await acknowledge(taken.referralId));
  expect(await stored(taken.referralId)).toMatchObject({ state: 'acknowledged', acknowledgement: 'AG-1', removedAt: clock.now() });
  expect(codeOf(await acknowledge(taken.referralId))).toBe('conflict');
});

test('a package under a key that was retired since is given to nobody, not even under a leave of before', async () => {
  const { referralId } = await released();
  must(await grant(referralId));
  const { keyId } = await stored(referralId);
  await database.client.agencyKey.update({ where: { id: keyId ?? '' }, data: { retiredAt: clock.now() } });
  expect(await open(referralId)).toMatchObject({ problem: { safeMessage: expect.stringContaining('Issue the referral anew for another key') as string } });
  expect(codeOf(await grant(referralId))).toBe('conflict');
  await database.client.agencyKey.update({ where: { id: keyId ?? '' }, data: { retiredAt: null } });
});

test('a package that cannot be removed keeps no other one from being removed, and the job from being called done', async () => {
  const [stuck, other] = [await released(), await released()];
  clock.advance(7 * DAY_MS);
  const file = (await readdir(folder())).find((name) => name.startsWith(stuck.referralId)) ?? '';
  await rm(join(folder(), file));
  await mkdir(join(folder(), file));
  await expect(expire()).rejects.toThrow('One package could not be removed.');
  expect(await isKept(other.referralId)).toBe(false);
  expect((await stored(stuck.referralId)).removedAt).toBeNull();
  await rmdir(join(folder(), file));
  await expire();
  expect((await stored(stuck.referralId)).removedAt).toEqual(clock.now());
});

test('the look at a package’s time is due at that time', async () => {
  const { referralId } = await released();
  const [job] = await database.client.$queryRaw<{ run_at: Date }[]>`SELECT run_at FROM graphile_worker.jobs WHERE key = ${`expire-referrals:${referralId}`}`;
  expect(job?.run_at).toEqual((await stored(referralId)).takeUntil);
});

const standing = async (kind: string, audience: Role = 'supervisor') =>
  (await database.client.alert.findMany({ where: { kind, audience } })).filter(({ details }) => !('overAt' in (details as object))).map(({ details }) => (details as { members: string }).members);

test('supervisors and liaisons are told of what waits for an hour, could not be made, or runs out with nobody having taken it, until it is over', async () => {
  const [waiting, packed] = [await scene.draft(), await released()];
  must(await as(scene.asker, (ctx) => submitReferral(ctx, waiting)));
  expect((await standing('referral_waiting')).join(' ')).not.toContain(waiting.referralId);
  clock.advance(3_600_000);
  await expire();
  expect((await standing('referral_waiting')).join(' ')).toContain(waiting.referralId);
  must(await as(scene.asker, (ctx) => withdrawReferral(ctx, waiting)));
  expect((await standing('referral_waiting')).join(' ')).not.toContain(waiting.referralId);

  clock.advance(5 * DAY_MS);
  await expire();
  expect((await standing('referral_ending')).join(' ')).toContain(packed.referralId);
  await database.client.referral.update({ where: { id: packed.referralId }, data: { state: 'failed', problem: 'A file does not open' } });
  await expire();
  expect((await standing('referral_ending')).join(' ')).not.toContain(packed.referralId);
  for (const role of ['supervisor', 'liaison'] as const) expect((await standing('referral_failed', role)).join(' ')).toContain(packed.referralId);
});

test('liaisons are told of an approval that ran out, until it is submitted anew', async () => {
  const { referralId } = await scene.draft();
  const told = async () => (await standing('referral_void', 'liaison')).join(' ').includes(referralId);
  const submit = () => as(scene.asker, (ctx) => submitReferral(ctx, { referralId }));
  must(await submit());
  const agreedDigest = Buffer.from((await stored(referralId)).agreedDigest ?? []).toString('hex');
  must(await as(scene.supervisor, (ctx) => approveReferral(ctx, { referralId, agreedDigest })));
  expect(await told()).toBe(false);
  clock.advance(3 * DAY_MS);
  await expire();
  expect(await told()).toBe(true);
  expect(await standing('referral_void', 'supervisor')).toEqual([]);
  must(await submit());
  expect(await told()).toBe(false);
});

test('liaisons are told of a deadline two days before it, and of an emergency as soon as it is agreed to, until an agency has it', async () => {
  const told = async (referralId: string) => (await standing('referral_due', 'liaison')).join(' ').includes(referralId);
  const { referralId } = await released();
  await database.client.referral.update({ where: { id: referralId }, data: { deadline: new Date(clock.now().getTime() + 3 * DAY_MS) } });
  await expire();
  expect(await told(referralId)).toBe(false);
  clock.advance(DAY_MS);
  await expire();
  expect(await told(referralId)).toBe(true);
  must(await grant(referralId));
  must(await end(must(await open(referralId)).takingId));
  expect(await told(referralId)).toBe(false);

  const { caseId, itemId } = await scene.newCase();
  const { agencyId, keyId } = await scene.agency();
  const scope = { itemIds: [itemId], from: null, until: null, withAccounts: true, withReports: true, withNotes: false };
  const input = { caseId, agencyId, keyId, profile: 'full', authority: 'Duty officer', reference: '', danger: 'Somebody said they would not wake up tomorrow', scope, redactions: NO_REDACTIONS } as const;
  const emergency = must(await as(scene.asker, (ctx) => requestEmergency(ctx, input))).referralId;
  expect([await told(emergency), (await standing('referral_waiting', 'liaison')).join(' ').includes(emergency)]).toEqual([false, true]);
  const agreedDigest = Buffer.from((await stored(emergency)).agreedDigest ?? []).toString('hex');
  must(await as(scene.supervisor, (ctx) => approveReferral(ctx, { referralId: emergency, agreedDigest })));
  expect([await told(emergency), (await standing('referral_waiting', 'liaison')).join(' ').includes(emergency)]).toEqual([true, false]);
  must(await as(scene.releaser, (ctx) => releaseReferral(ctx, { referralId: emergency })));
  expect(await told(emergency)).toBe(false);
});

test('the list counts and finds what the reader may know of, and says where each stands', async () => {
  const { referralId, caseId, entry } = await released();
  const list = async (by: PersonActor, filter: { step?: 'to_take' | 'draft'; text?: string }) => must(await as(by, (ctx) => listReferrals(ctx, { text: '', ...filter })));
  const { number } = await stored(referralId);
  for (const text of [number, number.toLowerCase(), entry.name]) expect((await list(taker, { text })).rows.map(({ id }) => id)).toContain(referralId);
  expect((await list(taker, { step: 'to_take', text: number })).rows).toMatchObject([{ id: referralId, state: 'released', agency: entry.name }]);
  expect(await list(taker, { step: 'draft', text: number })).toMatchObject({ rows: [], total: 0, counts: { to_take: 1, draft: 0 } });
  const kept = await scene.desk.person('liaison');
  must(await as(scene.supervisor, (ctx) => keepAway(ctx, { caseId, personId: kept.id, reason: 'Knows somebody in it' })));
  expect(await list(kept, { text: number })).toMatchObject({ rows: [], total: 0, counts: { to_take: 0 } });
});

test('a page says of each act why it is off, in one look', async () => {
  const { referralId } = await released();
  const { off, package: made, takings } = must(await as(taker, (ctx) => openReferral(ctx, { referralId })));
  expect(made).toMatchObject({ fileName: expect.stringMatching(/^R-2026-\d{5}\.zip\.age$/) as string, byteSize: 6 });
  expect(takings).toEqual([]);
  expect(Object.entries(off).filter(([, why]) => why === null).map(([name]) => name)).toEqual(['withdraw', 'take', 'reissue']);
  const { off: forSupervisor } = must(await as(scene.supervisor, (ctx) => openReferral(ctx, { referralId })));
  expect(forSupervisor.take).toContain('liaison');
});

test('when items are destroyed the packages of before that hold them go, on record, and no package of afterwards, however late that comes', async () => {
  const first = await released();
  must(await grant(first.referralId));
  must(await end(must(await open(first.referralId)).takingId));
  must(await acknowledge(first.referralId));
  const gone = { caseId: first.caseId, itemIds: [first.itemId], isWholeCase: false, at: clock.now() };
  clock.advance(60_000);
  const later = await released(first);
  await dropPackages(scene.tools, { ...gone, itemIds: [randomIds.next()] });
  expect(await isKept(first.referralId)).toBe(true);
  await dropPackages(scene.tools, gone);
  await dropPackages(scene.tools, gone);
  expect([await isKept(first.referralId), await isKept(later.referralId)]).toEqual([false, true]);
  expect([await stored(first.referralId), await stored(later.referralId)]).toMatchObject([{ state: 'acknowledged', removedAt: clock.now() }, { state: 'released', removedAt: null }]);
  expect((await acts(first.referralId)).filter((action) => action === 'referral.dropped')).toHaveLength(1);
});
