import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { type Caller, db, transact } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type PlatformActor, manualClock, ok, randomIds, systemClock } from '@/lib/kernel';
import { newObjectKey, unwrapKey } from './keys';
import { lookupKey } from './lookup-key';
import { readOriginal } from './read';
import { receiveMedia } from './receive';
import { addKek, isRotating, retireKeks, rewrap, unusedKeks } from './rotate';
import { removeSealed, shredFiles } from './shred';
import { storedPath } from './testing/break-seal';
import { NOW, platformCaller } from './testing/desk';
import { draw } from './testing/pictures';

// A key file of its own: other secrets of the test's configuration share theirs.
const keyPath = join(process.env.DATA_DIR ?? '', 'rotated.key');
process.env.EVIDENCE_KEY_FILE = keyPath;

const database = testDatabase();
const tools = { get client() { return db(); }, clock: systemClock, ids: randomIds };
let platform: Caller<PlatformActor>;
let running: ChildProcess | undefined;

beforeAll(async () => {
  await writeFile(keyPath, randomBytes(32).toString('base64'), { mode: 0o600 });
  platform = await platformCaller(manualClock(NOW));
});
afterEach(() => void running?.kill('SIGKILL'));

async function send(seed: number) {
  const bytes = await draw(seed).png().toBuffer();
  const received = await receiveMedia(platform, { body: new Blob([Uint8Array.from(bytes)]).stream(), contentType: 'image/png', contentLength: null });
  if (!received.ok) throw new Error(received.problem.safeMessage);
  return { id: received.value.receipt.mediaId, bytes };
}
const mediaOf = (id: string) => db().media.findUniqueOrThrow({ where: { id } });
const opens = async ({ id, bytes }: { id: string; bytes: Buffer }) => expect(Buffer.compare(await readOriginal(await mediaOf(id)), bytes)).toBe(0);
const countRewrapped = async () => {
  const events = await db().auditEvent.findMany({ where: { action: 'evidence.rewrapped' }, select: { details: true } });
  return events.reduce((sum, { details }) => sum + (details as { count: number }).count, 0);
};

/** Rows with keys of their own, as many as several batches, without files. */
async function addRows(count: number): Promise<Map<string, Uint8Array>> {
  const keys = new Map<string, Uint8Array>();
  const rows = Array.from({ length: count }, () => {
    const id = randomIds.next();
    const { key, ...wrapped } = newObjectKey();
    keys.set(id, key);
    return { id, address: id, sha256: id, sha1: '', md5: '', contentType: 'image/png', byteSize: 1, apiKeyId: platform.actor.id, createdAt: systemClock.now(), ...wrapped };
  });
  await db().media.createMany({ data: rows });
  return keys;
}

test('a rotation under load, killed and run again, loses nothing: every key is under the new one and is what it was', async () => {
  const keys = await addRows(6_000);
  const file = await send(101);
  const address = await lookupKey('content address');
  const before = newObjectKey().kekId;

  // Somebody keeps sending, in this process, all the while.
  const stop = new AbortController();
  const load = (async () => {
    while (!stop.signal.aborted) for (const [id, key] of await addRows(20)) keys.set(id, key);
  })();
  const start = () => {
    running = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'bin/evidence-rotate.ts'], { env: { ...process.env, DATABASE_URL: database.url }, stdio: ['ignore', 'pipe', 'inherit'] });
    return running;
  };
  const killed = start();
  let said = '';
  for await (const part of killed.stdout as AsyncIterable<Buffer>) {
    said += part.toString();
    // In the middle of its work.
    if (/Media: \d+/.test(said)) break;
  }
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  expect(await isRotating(db())).toBe(true);
  expect(await countRewrapped()).toBeGreaterThan(0);

  const again = start();
  said = '';
  again.stdout?.on('data', (part: Buffer) => (said += part.toString()));
  const [code] = (await once(again, 'close')) as [number];
  stop.abort();
  await load;
  expect([code, said]).toEqual([0, expect.stringContaining(`wrap nothing any more: ${before}`)]);

  expect(await isRotating(db())).toBe(false);
  expect((await readFile(keyPath, 'utf8')).trim().split('\n')).toHaveLength(2);
  const rows = await db().media.findMany({ select: { id: true, wrappedKey: true, kekId: true } });
  expect(rows).toHaveLength(keys.size + 1);
  for (const row of rows) if (row.id !== file.id) expect(Buffer.compare(unwrapKey(row), keys.get(row.id)!)).toBe(0);
  await opens(file);
  expect(unwrapKey(await db().lookupKey.findUniqueOrThrow({ where: { purpose: 'content address' } }))).toEqual(address);
  // Each entry was written with what it tells of: 6,000 files, the one that was sent, the lookup key, and what came between.
  expect(await countRewrapped()).toBeGreaterThanOrEqual(6_002);
}, 120_000);

test('a key that wraps nothing is dropped after an hour, and no other', async () => {
  const file = await send(103);
  const [unused] = await unusedKeks(db());
  expect(await retireKeks(tools)).toMatchObject({ ok: false, problem: { code: 'conflict' } });
  const long = new Date(systemClock.now().getTime() - 2 * 60 * 60_000);
  await utimes(keyPath, long, long);
  expect(await retireKeks(tools)).toEqual({ ok: true, value: [unused] });
  await utimes(keyPath, long, long);
  expect(await retireKeks(tools)).toEqual({ ok: true, value: [] });
  await opens(file);
});

test('what hotlines and platforms are reached with is wrapped anew, for tests and for real apart, and a row without a key stays without', async () => {
  const updatedAt = systemClock.now();
  const rows = [true, false].map((isTest) => ({ hotline: 'ncmec', isTest, updatedAt, ...newObjectKey() }));
  const { key: webhookKey, ...webhook } = newObjectKey();
  await db().hotlineSetting.createMany({ data: [...rows.map(({ key: _, ...row }) => row), { hotline: 'bare', isTest: true, updatedAt }] });
  await db().platformWebhook.create({ data: { platform: 'Example Messenger', address: 'https://example.com', sealedSecret: new Uint8Array(1), ...webhook, updatedAt, updatedById: randomIds.next() } });
  const first = await addKek();
  expect(await isRotating(db())).toBe(true);
  expect(await rewrap(tools)).toBeGreaterThanOrEqual(3);
  expect(await isRotating(db())).toBe(false);

  for (const { isTest, key } of rows) {
    const { wrappedKey, kekId } = await db().hotlineSetting.findUniqueOrThrow({ where: { hotline_isTest: { hotline: 'ncmec', isTest } } });
    expect([kekId, unwrapKey({ wrappedKey: wrappedKey!, kekId: kekId! })]).toEqual([first, Uint8Array.from(key)]);
  }
  expect(await db().hotlineSetting.findUniqueOrThrow({ where: { hotline_isTest: { hotline: 'bare', isTest: true } } })).toMatchObject({ wrappedKey: null, kekId: null });
  expect(unwrapKey(await db().platformWebhook.findUniqueOrThrow({ where: { platform: 'Example Messenger' } }))).toEqual(Uint8Array.from(webhookKey));
});

test('after shredding, a restored backup of the database opens nothing: not by itself, nor with a copy of the store once the old key is retired', async () => {
  const [shredded, kept] = [await send(107), await send(109)];
  const backup = await mediaOf(shredded.id);
  const path = await storedPath(shredded.id);
  await copyFile(path, `${keyPath}.copy`);

  await transact(db(), async (tx) => ok(await shredFiles({ ...platform, tx }, [backup], { reason: 'A court ordered it', caseId: null })));
  await removeSealed(backup);
  await expect(readOriginal(await mediaOf(shredded.id))).rejects.toThrow('was destroyed');
  await expect(readOriginal(backup)).rejects.toThrow('has no');

  await addKek();
  await rewrap(tools);
  expect((await mediaOf(shredded.id)).wrappedKey).toHaveLength(0);
  const long = new Date(systemClock.now().getTime() - 2 * 60 * 60_000);
  await utimes(keyPath, long, long);
  expect((await retireKeks(tools)).ok).toBe(true);

  // Everything that could be put back: the row as it was, and the sealed bytes.
  await db().media.update({ where: { id: shredded.id }, data: { wrappedKey: backup.wrappedKey, kekId: backup.kekId, state: 'received' } });
  await mkdir(join(path, '..'), { recursive: true });
  await copyFile(`${keyPath}.copy`, path);
  await expect(readOriginal(await mediaOf(shredded.id))).rejects.toThrow(`wrapped by ${backup.kekId}`);
  await opens(kept);
}, 120_000);
