import { createHash, randomBytes } from 'node:crypto';
import { cp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAlerts } from '@/lib/alerts';
import { verifyDatabase } from '@/lib/audit/testing';
import { addNote } from '@/lib/cases';
import { db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { addKek, openText, readOriginal, retireKeks, rewrap, unwrapKey } from '@/lib/evidence';
import { type OpenSandbox, openSandbox } from '@/lib/hotlines/testing';
import { canonical } from '@/lib/intake';
import { config, randomIds, systemClock } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
import { readRetention } from '../read/page';
import { dumpOf, filesWith, restore } from '../testing/dump';
import { DAY_MS, openRetentionDesk } from '../testing/desk';
import { certificateOf } from './certificate';

// A key file of its own: other secrets of the test's configuration share theirs.
const keyPath = join(process.env.DATA_DIR ?? '', 'destroyed.key');
process.env.EVIDENCE_KEY_FILE = keyPath;

const backup = testDatabase();
// The last one is where the desk works.
const database = testDatabase();
/** The first is what the test's desk sends as a message. */
const CANARIES = ['a harmless line', 'canary of the note, quince', 'canary of the danger, medlar'] as const;
const folders: string[] = [];

let sandbox: OpenSandbox;
beforeAll(async () => {
  await writeFile(keyPath, randomBytes(32).toString('base64'), { mode: 0o600 });
  sandbox = await openSandbox();
});
afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const dump = async () => {
  const made = await dumpOf(database.owner);
  folders.push(made.folder);
  return made;
};

test('what is destroyed is in no file, no dump and no restored backup, and after its keys are retired nothing opens it; the log still verifies', async () => {
  const { clock } = sandbox;
  const desk = await openRetentionDesk(database, clock, sandbox.hotline);
  const { itemId, mediaIds: [mediaId = ''] } = await desk.sendItem(1);
  await desk.derive([mediaId]);
  const { reportId } = await desk.report(itemId, { dangerNow: ['live_abuse'], dangerReason: CANARIES[2] });
  await desk.file(reportId);
  const { caseId } = await db().item.findUniqueOrThrow({ where: { id: itemId } });
  must(await desk.as(desk.liaison, (ctx) => addNote(ctx, { caseId, body: CANARIES[1] })));
  const { number } = await desk.closed(itemId);

  const media = await db().media.findFirstOrThrow({ where: { items: { some: { itemId } } } });
  const original = await readOriginal(media);
  const sealed = await db().item.findUniqueOrThrow({ where: { id: itemId }, include: { case: true, messages: true } });
  const wraps = [media.wrappedKey, sealed.wrappedKey, sealed.case.wrappedKey];
  const keys = [unwrapKey(media), unwrapKey(sealed), unwrapKey(sealed.case)];
  const secrets = [...CANARIES.map((text) => Buffer.from(text)), original.subarray(0, 64), original.subarray(-64), ...keys];
  const oldKek = (await readFile(keyPath, 'utf8')).trim();

  // The earlier backup, of both: the database and the folder of the sealed files.
  const earlier = await dump();
  const store = config().EVIDENCE_DIR;
  const storeBackup = `${earlier.folder}-evidence`;
  folders.push(storeBackup);
  await cp(store, storeBackup, { recursive: true });
  expect(await filesWith(earlier.folder, wraps)).not.toEqual([]);

  clock.advance(366 * DAY_MS);
  const destruction = await desk.destroy(number);
  expect(destruction).toMatchObject({ state: 'done', kekIds: [media.kekId], beyondRestoreAt: null });

  // Nothing of it here: neither in the clear, nor under a key, nor the keys themselves.
  const after = await dump();
  expect(await filesWith(config().DATA_DIR, secrets)).toEqual([]);
  expect(await filesWith(after.folder, [...secrets, ...wraps])).toEqual([]);
  expect(await readdir(store, { recursive: true })).not.toContainEqual(expect.stringContaining(media.id));
  expect(await filesWith(earlier.folder, secrets)).toEqual([]);

  // A restored backup still opens: the page, an alert and the certificate say so.
  await restore(backup.owner, earlier);
  await cp(storeBackup, store, { recursive: true });
  const restored = await backup.client.item.findUniqueOrThrow({ where: { id: itemId }, include: { messages: true, media: { include: { media: true } } } });
  const open = () => openText(unwrapKey(restored), { purpose: 'message', id: restored.messages[0]!.id }, restored.messages[0]!.sealedText!);
  const openFile = () => readOriginal(restored.media[0]!.media);
  expect(open()).toBe(CANARIES[0]);
  expect(Buffer.compare(await openFile(), original)).toBe(0);
  await desk.tend();
  const page = async () => must(await desk.as(desk.supervisor, readRetention)).destructions[0];
  expect(await page()).toMatchObject({ number: destruction.number, beyondRestoreAt: null });
  const alerts = async () => must(await desk.as(desk.supervisor, listAlerts)).lines;
  expect(await alerts()).toContainEqual(expect.objectContaining({ words: 'An old backup could still open what was destroyed' }));

  // Other data goes on under a new key; the old one is retired an hour later.
  await addKek();
  await rewrap({ client: db(), clock: systemClock, ids: randomIds });
  await desk.tend();
  expect(await page()).toMatchObject({ beyondRestoreAt: null });
  const long = new Date(systemClock.now().getTime() - 2 * 60 * 60_000);
  await utimes(keyPath, long, long);
  expect(await retireKeks({ client: db(), clock: systemClock, ids: randomIds })).toEqual({ ok: true, value: [media.kekId] });
  await desk.tend();

  expect(await page()).toMatchObject({ beyondRestoreAt: clock.now().toISOString() });
  expect(open).toThrow(media.kekId);
  await expect(openFile()).rejects.toThrow(media.kekId);
  expect(await filesWith(config().DATA_DIR, [Buffer.from(oldKek), Buffer.from(oldKek, 'base64'), ...secrets])).toEqual([]);
  expect(await filesWith(earlier.folder, [...secrets, Buffer.from(oldKek), Buffer.from(oldKek, 'base64')])).toEqual([]);
  expect((await alerts()).find(({ words }) => words.startsWith('An old backup'))?.details).toContain('Over since');

  await desk.sequence();
  expect(await verifyDatabase(database.url)).toMatchObject({ isGood: true, unsigned: 0 });
  const { text } = must(await desk.as(desk.supervisor, (ctx) => certificateOf(ctx, { destructionId: destruction.id })));
  const certificate = JSON.parse(text) as { log: { proof: string; leaf: string }; stated: { destroyed: { what: string; sha256: string }[] }; backups: { beyondRestoreAt: string } };
  const { destroyed } = certificate.stated;
  // Whoever changes a word of what is stated has another hash than the proven entry.
  const stated = createHash('sha256').update(canonical(certificate.stated)).digest('hex');
  expect(certificate.log.leaf).toContain(`"statementSha256":"${stated}"`);
  expect(certificate.log.proof).toMatch(/^c2sp\.org\/tlog-proof@v1\n/);
  expect(certificate.log.leaf).toContain('"action":"destruction.executed"');
  expect(destroyed.map(({ what }) => what)).toEqual(['file', 'item', 'report', 'case']);
  expect(destroyed[0]?.sha256).toBe(media.sha256);
  expect(certificate.backups.beyondRestoreAt).toBe(clock.now().toISOString());
}, 120_000);
