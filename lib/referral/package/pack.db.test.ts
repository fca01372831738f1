import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { breakSeal, storedPath } from '@/lib/evidence/testing';
import { config, manualClock, randomIds } from '@/lib/kernel';
import { must, otherHolds } from '@/lib/reporting/testing';
import { takeBackReferral } from '../request';
import { type ReferralScene, drawAgencyKeys, openReferralScene } from '../testing/scene';
import { sweepPackages, sweepPacking } from './index';
import { PACK_CLASS, packReferral } from './pack';
import { faultsOf, largeFiles, pack, packLarge, release, sealedPath, stall, unseal } from './testing';

const MEBIBYTE = 1024 * 1024;
/** What packing may take beside the process that does it. */
const MOST_BYTES = 200 * MEBIBYTE;
const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
let scene: ReferralScene;
let folder: string;

beforeAll(async () => {
  scene = await openReferralScene(database, clock);
  folder = mkdtempSync(join(tmpdir(), 'pack-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stored = (id: string) => database.client.referral.findUniqueOrThrow({ where: { id } });
const packages = () => (existsSync(join(config().DATA_DIR, 'referrals')) ? readdirSync(join(config().DATA_DIR, 'referrals')) : []);
const left = (referralId: string) => packages().filter((name) => name.startsWith(referralId));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const entryOf = (action: string, referralId: string) => database.client.auditEvent.findFirst({ where: { action, targets: { array_contains: [{ id: referralId }] } }, orderBy: { seq: 'desc' } });

async function released(options: Parameters<ReferralScene['draft']>[0] = {}, pictures = 2) {
  const draft = await scene.draft(options, await scene.newCase(pictures));
  await release(database, scene, draft.referralId);
  return draft;
}

/** The package unpacked by other people's programs, or null where they are not on this machine. */
function unpack(zip: string, name: string): string | null {
  const to = join(folder, `unpacked-${name}`);
  mkdirSync(to);
  const { error, status, stderr } = spawnSync('unzip', ['-q', zip, '-d', to], { encoding: 'utf8' });
  if (error) return null;
  expect([status, stderr]).toEqual([0, '']);
  return join(to, readdirSync(to)[0] ?? '');
}

const filesBelow = (root: string) => readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name))).sort();

test.each(['age', 'openpgp'] as const)('a package sealed with %s is opened by its agency, and sha256sum, openssl and the verifier agree with it', async (keyKind) => {
  const { referralId, keys, mediaIds } = await released({ keyKind });
  await pack(database, scene, referralId);
  const row = await stored(referralId);
  expect(row).toMatchObject({ state: 'released', problem: null, packageBytes: BigInt(statSync(sealedPath(referralId)).size), takeUntil: new Date('2026-11-30T09:00:00Z') });
  expect(row.packedBytes).toBe(row.totalBytes);
  expect(row.totalBytes).toBeGreaterThan(0n);
  expect(sha256(readFileSync(sealedPath(referralId)))).toBe(row.packageSha256);
  expect(await entryOf('referral.packed', referralId)).toMatchObject({ actorName: 'packer', details: { sha256: row.packageSha256, manifestSha256: row.manifestSha256, byteSize: Number(row.packageBytes), files: row.fileCount } });
  expect([left(referralId), statSync(sealedPath(referralId)).mode & 0o777]).toEqual([[`${referralId}.sealed`], 0o600]);

  const zip = join(folder, `${keyKind}.zip`);
  await unseal(referralId, keys.privateKey, zip);
  expect(await faultsOf(zip)).toEqual([]);

  const bag = unpack(zip, keyKind);
  if (!bag) {
    console.warn('Skipped: unzip is not on this machine');
    return;
  }
  expect(bag.endsWith(row.number)).toBe(true);
  const files = filesBelow(bag);
  expect(files).toEqual(expect.arrayContaining(['VERIFY.txt', 'bag-info.txt', 'bagit.txt', 'data/case.jsonld', 'data/checkpoint.txt', 'data/custody.jsonl', 'data/items/E01-1.png', 'data/items/E01-2.png', 'data/log-key.txt', 'data/report.pdf', 'manifest-sha256.txt', 'signing-key.pem', 'tagmanifest-sha256.txt', 'tagmanifest-sha256.txt.sig']));
  expect(files).toHaveLength(row.fileCount);
  const checked = (manifest: string) => {
    const { status, stdout } = spawnSync('sha256sum', ['--strict', '-c', manifest], { cwd: bag, encoding: 'utf8' });
    return [status, stdout.trim().split('\n').map((line) => line.replace(/: OK$/, '')).sort()];
  };
  expect(checked('manifest-sha256.txt')).toEqual([0, files.filter((path) => path.startsWith('data/'))]);
  expect(checked('tagmanifest-sha256.txt')).toEqual([0, files.filter((path) => !path.startsWith('data/') && !path.startsWith('tagmanifest-'))]);
  expect(sha256(readFileSync(join(bag, 'tagmanifest-sha256.txt')))).toBe(row.manifestSha256);
  const { status } = spawnSync('openssl', ['pkeyutl', '-verify', '-pubin', '-inkey', 'signing-key.pem', '-rawin', '-in', 'tagmanifest-sha256.txt', '-sigfile', 'tagmanifest-sha256.txt.sig'], { cwd: bag });
  expect(status).toBe(0);
  const first = await database.client.media.findUniqueOrThrow({ where: { id: mediaIds[0] } });
  expect(sha256(readFileSync(join(bag, 'data/items/E01-1.png')))).toBe(first.sha256);
  expect(readFileSync(join(bag, 'bag-info.txt'), 'utf8')).toMatch(/^Payload-Oxum: \d+\.\d+$/m);
}, 60_000);

test.each(['simple', 'report_only'] as const)('profile %s: one manifest names every file, and only the simple one holds those of items', async (profile) => {
  const { referralId, keys } = await released({ profile });
  await pack(database, scene, referralId);
  const zip = join(folder, `${profile}.zip`);
  await unseal(referralId, keys.privateKey, zip);
  expect(await faultsOf(zip)).toEqual([]);
  const listing = spawnSync('unzip', ['-Z1', zip], { encoding: 'utf8' });
  if (listing.error) return;
  expect(listing.stdout).toContain('/report.pdf');
  expect(/E01-1\.png/.test(listing.stdout)).toBe(profile === 'simple');
}, 60_000);

test('nothing of the package lies in the clear in the data folder, and its own desk has no key to it', async () => {
  const { referralId, mediaIds } = await released();
  await pack(database, scene, referralId);
  const sealed = readFileSync(sealedPath(referralId));
  const { sha256: hash } = await database.client.media.findUniqueOrThrow({ where: { id: mediaIds[0] } });
  for (const plain of ['report.pdf', 'BagIt', 'PK\x03\x04', hash, 'a harmless line']) expect(sealed.includes(plain), plain).toBe(false);
});

test('a changed original breaks off: failed in words, on record, told, and nothing can be taken; mended, it is released again', async () => {
  const { referralId, mediaIds } = await released();
  const mend = await breakSeal(mediaIds[1] ?? '');
  await pack(database, scene, referralId);
  const row = await stored(referralId);
  expect(row).toMatchObject({ state: 'failed', packageSha256: null, takeUntil: null });
  expect(row.problem).toMatch(/^E01-2 does not open: .* Nothing left the desk/);
  expect(left(referralId)).toEqual([]);
  expect(await entryOf('referral.failed', referralId)).toMatchObject({ outcome: 'failed', details: { code: 'broken_file' } });
  expect(await database.client.auditEvent.count({ where: { action: 'evidence.broken', targets: { array_contains: [{ id: mediaIds[1] }] } } })).toBe(1);
  expect(await database.client.alert.count({ where: { kind: 'referral_failed', audience: 'liaison' } })).toBe(1);

  await mend();
  await database.client.referral.update({ where: { id: referralId }, data: { state: 'packing' } });
  await pack(database, scene, referralId);
  expect(await stored(referralId)).toMatchObject({ state: 'released', problem: null });
});

test('an original that is missing, or another one than is on record, is named', async () => {
  const missing = await released();
  rmSync(await storedPath(missing.mediaIds[0] ?? ''));
  await pack(database, scene, missing.referralId);
  expect(await stored(missing.referralId)).toMatchObject({ state: 'failed', problem: expect.stringMatching(/^E01-1 is not in the evidence store/) as string });

  // Whoever can write to the database, behind the product's back, before it is agreed to, and after.
  const lengthen = (mediaId = '') => database.owner.query(`UPDATE "Media" SET "byteSize" = "byteSize" + 1 WHERE "id" = $1`, [mediaId]);
  const other = await scene.draft({}, await scene.newCase(2));
  await lengthen(other.mediaIds[0]);
  await release(database, scene, other.referralId);
  await pack(database, scene, other.referralId);
  expect(await stored(other.referralId)).toMatchObject({ state: 'failed', problem: expect.stringMatching(/^data\/items\/E01-1\.png is not the file that is on record/) as string });
  const later = await released();
  await lengthen(later.mediaIds[0]);
  await pack(database, scene, later.referralId);
  expect(await stored(later.referralId)).toMatchObject({ state: 'failed', problem: expect.stringMatching(/^Since it was released, something changed: the items, files/) as string });
  expect([...left(missing.referralId), ...left(other.referralId)]).toEqual([]);
});

test('a key that was retired after the release, and one that has expired, seal nothing', async () => {
  const retired = await released();
  await database.client.agencyKey.update({ where: { id: retired.keyId }, data: { retiredAt: clock.now() } });
  await pack(database, scene, retired.referralId);
  expect(await stored(retired.referralId)).toMatchObject({ state: 'failed', problem: expect.stringMatching(/retired after the release/) as string });

  const expired = await released({ keyKind: 'openpgp', keySeconds: 3600 });
  clock.advance(2 * 3_600_000);
  await pack(database, scene, expired.referralId);
  expect(await stored(expired.referralId)).toMatchObject({ state: 'failed', problem: expect.stringMatching(/has expired/) as string });
  expect(await entryOf('referral.failed', expired.referralId)).toMatchObject({ details: { code: 'key' } });
});

test('an approval of somebody who was let go seals nothing: before it is packed, and while it is', async () => {
  const letGo = (at: Date | null) => database.client.person.update({ where: { id: scene.supervisor.id }, data: { disabledAt: at } });
  const [before, during] = [await released(), await released()];
  const stalled = await stall(during.mediaIds[0] ?? '');
  try {
    const packing = pack(database, scene, during.referralId);
    await stalled.isRead;
    await letGo(clock.now());
    await stalled.goOn();
    await Promise.all([packing, pack(database, scene, before.referralId)]);
  } finally {
    await letGo(null);
  }
  for (const { referralId } of [before, during]) {
    expect(await stored(referralId)).toMatchObject({ state: 'failed', packageSha256: null, problem: expect.stringMatching(/not at this desk any more\. Nothing left the desk/) as string });
    expect(await entryOf('referral.failed', referralId)).toMatchObject({ details: { code: 'approver' } });
    expect(left(referralId)).toEqual([]);
  }
  // Taken back and agreed to anew it goes.
  must(await scene.desk.as(scene.asker, (ctx) => takeBackReferral(ctx, before)));
  await release(database, scene, before.referralId);
  await pack(database, scene, before.referralId);
  expect(await stored(before.referralId)).toMatchObject({ state: 'released' });
});

test('a stop leaves it as it was, with nothing behind; the sweep puts it in the line again, and the next run makes all of it', async () => {
  const { referralId, mediaIds } = await released();
  const stop = new AbortController();
  const stalled = await stall(mediaIds[0] ?? '');
  const packing = pack(database, scene, referralId, stop.signal);
  await expect.poll(() => left(referralId).map((name) => name.split('.').at(-1)), { timeout: 20_000 }).toEqual(['part']);
  await stalled.isRead;
  stop.abort(new Error('the worker stops'));
  await packing;
  await stalled.mend();
  expect(await stored(referralId)).toMatchObject({ state: 'packing', packageSha256: null });
  expect(left(referralId)).toEqual([]);
  // Its job is still in the line; taken out, it is put there again.
  expect(await sweepPacking(database.client)).toBe(0);
  await database.client.$executeRaw`SELECT graphile_worker.remove_job(${`pack-referral:${referralId}`})`;
  expect(await sweepPacking(database.client)).toBe(1);
  expect(await sweepPacking(database.client)).toBe(0);
  await pack(database, scene, referralId);
  expect(await stored(referralId)).toMatchObject({ state: 'released' });
});

test('what another worker packs is left alone, by the job and by the sweep', async () => {
  const { referralId } = await released();
  await database.client.$executeRaw`SELECT graphile_worker.remove_job(${`pack-referral:${referralId}`})`;
  const other = otherHolds(database.url);
  const hold = await other.take(PACK_CLASS, referralId);
  await pack(database, scene, referralId);
  expect(await sweepPacking(database.client)).toBe(0);
  expect(await stored(referralId)).toMatchObject({ state: 'packing' });
  await hold?.release();
  await other.close();
  await Promise.all([pack(database, scene, referralId), pack(database, scene, referralId)]);
  expect(await stored(referralId)).toMatchObject({ state: 'released' });
  expect(await database.client.auditEvent.count({ where: { action: 'referral.packed', targets: { array_contains: [{ id: referralId }] } } })).toBe(1);
});

test('only a referral that is to be packed is', async () => {
  const { referralId } = await scene.draft();
  await pack(database, scene, referralId);
  await pack(database, scene, randomIds.next());
  expect(await stored(referralId)).toMatchObject({ state: 'draft' });
  expect(left(referralId)).toEqual([]);
});

test('a disk that takes nothing is tried again, and says so on the page; after many tries a person has to look', async () => {
  const { referralId } = await released();
  const root = join(config().DATA_DIR, 'referrals');
  rmSync(root, { recursive: true, force: true });
  writeFileSync(root, 'a file where the folder should be');
  await expect(pack(database, scene, referralId)).rejects.toMatchObject({ code: 'ENOTDIR' });
  expect(await stored(referralId)).toMatchObject({ state: 'packing', problem: expect.stringMatching(/tried again by itself/) as string });
  await pack(database, scene, referralId, undefined, 8);
  expect(await stored(referralId)).toMatchObject({ state: 'failed', problem: expect.stringMatching(/could not be written in 8 tries/) as string });
  rmSync(root);
});

test('a log that stays behind is what is named first once it was tried often enough', async () => {
  const { referralId } = await released();
  await packReferral({ ...scene.tools, databaseUrl: database.url, looks: 1 }, referralId, new AbortController().signal, 8);
  expect(await stored(referralId)).toMatchObject({ state: 'failed', problem: expect.stringMatching(/^The audit log is behind.* 8 tries\..* Then release it again\.$/) as string });
  expect(await entryOf('referral.failed', referralId)).toMatchObject({ details: { code: 'gave_up' } });
});

test('the daily sweep removes what nobody may take any more and what crashes left, and nothing else', async () => {
  const [kept, over, gone] = [await released(), await released(), await released()];
  for (const { referralId } of [kept, over, gone]) await pack(database, scene, referralId);
  const root = join(config().DATA_DIR, 'referrals');
  await database.client.referral.update({ where: { id: over.referralId }, data: { takeUntil: clock.now() } });
  await database.client.referral.update({ where: { id: gone.referralId }, data: { state: 'withdrawn' } });
  writeFileSync(join(root, `${randomIds.next()}.0a1b2c3d.part`), 'half');
  writeFileSync(join(root, 'somebody-elses.txt'), 'kept');
  await sweepPackages({ client: database.client, clock });
  expect(packages()).toEqual(expect.arrayContaining([`${kept.referralId}.sealed`, 'somebody-elses.txt']));
  expect([...left(over.referralId), ...left(gone.referralId), ...packages().filter((name) => name.endsWith('.part'))]).toEqual([]);
});

test('memory does not grow with the package: of 400 MB no more than of 100', async () => {
  const { publicKey } = await drawAgencyKeys('age', clock.now());
  const files = await largeFiles(Array.from({ length: 8 }, () => 50 * MEBIBYTE));
  for (const some of [files.slice(0, 2), files]) {
    const { made, idleBytes, peakBytes } = await packLarge(folder, { kind: 'age', publicKey }, some);
    expect(made.byteSize).toBeGreaterThan(some.length * 50 * MEBIBYTE);
    expect(peakBytes - idleBytes).toBeLessThan(MOST_BYTES);
  }
}, 120_000);
