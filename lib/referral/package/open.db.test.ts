import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { manualClock, randomIds } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
import { type Wanted, grantTaking, openTaking } from '../request';
import { type ReferralScene, openReferralScene } from '../testing/scene';
import { removePackage } from './folder';
import { type OpenedPackage, openPackage } from './open';
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

const ask = (referralId: string, wanted: Wanted) => scene.desk.as(scene.releaser, (ctx) => openTaking(ctx, { referralId }, wanted));

async function open(referralId: string, wanted: Wanted) {
  const taking = must(await ask(referralId, wanted));
  if (taking.range === 'unsatisfiable') throw new Error(taking.range);
  return openPackage({ actor: scene.releaser, clock, ids: randomIds, requestId: randomIds.next() }, taking);
}

const opened = async (referralId: string, wanted: Wanted): Promise<OpenedPackage> => must(await open(referralId, wanted));
const part = (first: number, last?: number): Wanted => ({ range: `bytes=${first}-${last ?? ''}`, ifRange: null });

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

test('the last bytes alone are not the package: the taking lasts until the others went too, and ends with the one that was missing', async () => {
  const { referralId, bytes } = await packed();
  const ended = async () => (await takings(referralId))[0]?.endedAt !== null;
  const tail = await opened(referralId, { range: 'bytes=-500', ifRange: null });
  expect([tail.range, (await buffer(tail.body)).equals(bytes.subarray(-500))]).toEqual([{ first: bytes.length - 500, last: bytes.length - 1 }, true]);
  expect([await ended(), (await database.client.referral.findUniqueOrThrow({ where: { id: referralId } })).takenAt]).toEqual([false, null]);
  // All but one byte, again and again, is on record as begun, and never as ended.
  for (let time = 0; time < 2; time += 1) await buffer((await opened(referralId, part(1, bytes.length - 400))).body);
  expect(await ended()).toBe(false);
  await buffer((await opened(referralId, part(0, 0))).body);
  expect(await ended()).toBe(true);
  expect(await acts(referralId)).toEqual(['referral.take_granted', 'referral.taken', 'referral.take_ended']);
});

test('parts that are fetched at once, the last of them first, are one taking, which is over once all are through', async () => {
  const { referralId, bytes } = await packed();
  const size = Math.ceil(bytes.length / 6);
  const parts = await Promise.all(Array.from({ length: 6 }, (_, at) => opened(referralId, part(at * size, (at + 1) * size - 1))));
  const last = await buffer(parts[5]!.body);
  expect((await takings(referralId))[0]?.endedAt).toBeNull();
  const others = await Promise.all(parts.slice(0, 5).map(({ body }) => buffer(body)));
  expect(Buffer.concat([...others, last]).equals(bytes)).toBe(true);
  expect(await takings(referralId)).toEqual([{ openedAt: clock.now(), endedAt: clock.now() }]);
  expect(await acts(referralId)).toEqual(['referral.take_granted', 'referral.taken', 'referral.take_ended']);
});

test('what a download had when it broke off counts when it goes on, from wherever the client says', async () => {
  const { referralId } = await packed();
  const large = randomBytes(4_000_000);
  writeFileSync(sealedPath(referralId), large);
  await database.client.referral.update({ where: { id: referralId }, data: { packageBytes: BigInt(large.length) } });
  const { body } = await opened(referralId, WHOLE);
  const closed = new Promise((resolve) => body.once('close', resolve));
  let had = 0;
  for await (const piece of body) if ((had += (piece as Buffer).length) > 1_000_000) break;
  await closed;
  expect((await buffer((await opened(referralId, part(had))).body)).equals(large.subarray(had))).toBe(true);
  expect((await takings(referralId))[0]?.endedAt).toEqual(clock.now());
});

test('a range behind the end is said to be, and is no taking', async () => {
  const { referralId, bytes } = await packed();
  for (const range of [`bytes=${bytes.length}-`, 'bytes=-0']) expect(must(await ask(referralId, { range, ifRange: null }))).toEqual({ range: 'unsatisfiable', byteSize: bytes.length });
  expect(await takings(referralId)).toEqual([{ openedAt: null, endedAt: null }]);
  expect(await acts(referralId)).toEqual(['referral.take_granted']);
});

test('another length than is on record, and nothing there, give nothing', async () => {
  const { referralId, bytes } = await packed();
  writeFileSync(sealedPath(referralId), bytes.subarray(1));
  expect(await open(referralId, WHOLE)).toMatchObject({ ok: false, problem: { code: 'unavailable' } });
  await removePackage(referralId);
  expect(await open(referralId, WHOLE)).toMatchObject({ ok: false, problem: { code: 'not_found' } });
});
