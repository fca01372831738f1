import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { manualClock, randomIds } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
import { grantTaking, openTaking } from '../request';
import { type ReferralScene, openReferralScene } from '../testing/scene';
import { removePackage } from './folder';
import { type OpenedPackage, type Wanted, openPackage } from './open';
import { pack, release, sealedPath } from './testing/packed';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
const WHOLE: Wanted = { range: null, ifRange: null };
let scene: ReferralScene;

beforeAll(async () => {
  scene = await openReferralScene(database, clock);
});

async function packed() {
  const { referralId } = await scene.draft();
  await release(database, scene, referralId);
  await pack(database, scene, referralId);
  must(await scene.desk.as(scene.releaser, (ctx) => grantTaking(ctx, { referralId })));
  return { referralId, bytes: readFileSync(sealedPath(referralId)) };
}

async function open(referralId: string, wanted: Wanted) {
  const actor = scene.releaser;
  const taking = must(await scene.desk.as(actor, (ctx) => openTaking(ctx, { referralId })));
  return openPackage({ actor, clock, ids: randomIds, requestId: randomIds.next() }, taking, wanted);
}

async function opened(referralId: string, wanted: Wanted): Promise<OpenedPackage> {
  const value = must(await open(referralId, wanted));
  if (value === 'unsatisfiable') throw new Error(value);
  return value;
}

const takings = (referralId: string) => database.client.referralTaking.findMany({ where: { referralId }, select: { openedAt: true, endedAt: true } });
const acts = async (referralId: string) => (await database.client.auditEvent.findMany({ where: { action: { startsWith: 'referral.take' }, targets: { array_contains: [{ id: referralId }] } }, orderBy: { seq: 'asc' } })).map(({ action }) => action);

test('the whole goes under its hash and its name, and that all of it went is on record before its end is told', async () => {
  const { referralId, bytes } = await packed();
  const { fileName, etag, byteSize, range, body } = await opened(referralId, WHOLE);
  const { number, packageSha256 } = await database.client.referral.findUniqueOrThrow({ where: { id: referralId } });
  expect([fileName, etag, byteSize, range]).toEqual([`${number}.zip.age`, `"${packageSha256}"`, bytes.length, null]);
  expect((await takings(referralId))[0]?.endedAt).toBeNull();
  expect((await buffer(body)).equals(bytes)).toBe(true);
  expect((await takings(referralId))[0]?.endedAt).toEqual(clock.now());
  expect(await acts(referralId)).toEqual(['referral.take_granted', 'referral.taken', 'referral.take_ended']);
});

test('a download that broke off goes on where it stopped, and is over with its last byte', async () => {
  const { referralId, bytes } = await packed();
  const half = Math.floor(bytes.length / 2);
  const first = await opened(referralId, { range: `bytes=0-${half - 1}`, ifRange: null });
  expect(first.range).toEqual({ first: 0, last: half - 1 });
  const beginning = await buffer(first.body);
  expect((await takings(referralId))[0]?.endedAt).toBeNull();
  const rest = await opened(referralId, { range: `bytes=${half}-`, ifRange: first.etag });
  expect(Buffer.concat([beginning, await buffer(rest.body)]).equals(bytes)).toBe(true);
  expect((await takings(referralId))[0]?.endedAt).toEqual(clock.now());
  expect(await acts(referralId)).toEqual(['referral.take_granted', 'referral.taken', 'referral.take_ended']);
});

test('who hangs up has not had all of it, and may begin again', async () => {
  const { referralId } = await packed();
  // Larger than what lies ready in between.
  const large = randomBytes(4_000_000);
  writeFileSync(sealedPath(referralId), large);
  await database.client.referral.update({ where: { id: referralId }, data: { packageBytes: BigInt(large.length) } });
  const { body } = await opened(referralId, WHOLE);
  const closed = new Promise((resolve) => body.once('close', resolve));
  for await (const piece of body) if ((piece as Buffer).length > 0) break;
  await closed;
  expect((await takings(referralId))[0]?.endedAt).toBeNull();
  expect((await buffer((await opened(referralId, WHOLE)).body)).equals(large)).toBe(true);
  expect(await acts(referralId)).toEqual(['referral.take_granted', 'referral.taken', 'referral.take_ended']);
});

test('a range behind the end is said to be; another length than is on record, and nothing there, give nothing', async () => {
  const { referralId, bytes } = await packed();
  expect(must(await open(referralId, { range: `bytes=${bytes.length}-`, ifRange: null }))).toBe('unsatisfiable');
  writeFileSync(sealedPath(referralId), bytes.subarray(1));
  expect(await open(referralId, WHOLE)).toMatchObject({ ok: false, problem: { code: 'unavailable' } });
  await removePackage(referralId);
  expect(await open(referralId, WHOLE)).toMatchObject({ ok: false, problem: { code: 'not_found' } });
});
