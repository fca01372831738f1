import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { systemClock } from '@/lib/kernel';
import { grantTaking } from '@/lib/referral';
import { type ReferralScene, faultsOf, openReferralScene, release, sealedPath, stall, unseal } from '@/lib/referral/testing';
import { workerProcesses } from './testing/workers';

const database = testDatabase();
const SOON = { timeout: 60_000, interval: 25 };
const workers = workerProcesses(() => ({ DATABASE_URL: database.url }));
let scene: ReferralScene;
let folder: string;

beforeAll(async () => {
  scene = await openReferralScene(database, systemClock);
  folder = mkdtempSync(join(tmpdir(), 'packing-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Endings of what lies there of a referral's package. */
function left(referralId: string): string[] {
  const root = dirname(sealedPath(referralId));
  return existsSync(root) ? readdirSync(root).flatMap((name) => (name.startsWith(referralId) ? [name.split('.').at(-1) ?? ''] : [])) : [];
}

/** What the workers complained of. That Prisma asks for several relations at once on one connection is pg's to say, and no complaint of theirs. */
const complaints = () => workers.said().split('\n').filter((line) => line !== '' && !/DeprecationWarning: Calling client\.query\(\)|--trace-deprecation/.test(line));

test('killed in the middle of a package, a restarted worker makes the whole of it, and nothing half-made could be taken', async () => {
  const { referralId, mediaIds, keys } = await scene.draft({}, await scene.newCase(3));
  const stalled = await stall(mediaIds[1] ?? '');
  await release(database, scene, referralId);
  workers.start();
  await expect.poll(() => ({ left: left(referralId), complaints: complaints() }), SOON).toEqual({ left: ['part'], complaints: [] });
  await stalled.isRead;
  await workers.endAll('SIGKILL');
  const state = async () => (await database.client.referral.findUniqueOrThrow({ where: { id: referralId } })).state;
  expect([await state(), left(referralId)]).toEqual(['packing', ['part']]);
  expect(await scene.desk.as(scene.releaser, (ctx) => grantTaking(ctx, { referralId }))).toMatchObject({ ok: false, problem: { code: 'conflict' } });
  await stalled.mend();

  workers.start();
  workers.start();
  await expect.poll(async () => ({ state: await state(), complaints: complaints() }), SOON).toEqual({ state: 'released', complaints: [] });
  expect(left(referralId)).toEqual(['sealed']);
  expect(await database.client.auditEvent.count({ where: { action: 'referral.packed' } })).toBe(1);
  const zip = join(folder, 'package.zip');
  await unseal(referralId, keys.privateKey, zip);
  expect(await faultsOf(zip)).toEqual([]);
}, 180_000);
