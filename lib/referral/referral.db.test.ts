import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addNote, editNote } from '@/lib/cases';
import { testDatabase } from '@/lib/db/testing';
import { BrokenSeal } from '@/lib/evidence';
import { breakSeal } from '@/lib/evidence/testing';
import { openSandbox, type OpenSandbox } from '@/lib/hotlines/testing';
import { config, randomIds } from '@/lib/kernel';
import { fileReport } from '@/lib/reporting';
import { type Desk, must, openDesk } from '@/lib/reporting/testing';
import { type Referral, exportReferral } from './export';
import { packReferral } from './pack';

const database = testDatabase();
let sandbox: OpenSandbox;
let desk: Desk;
let folder: string;
const never = new AbortController().signal;

beforeAll(async () => {
  sandbox = await openSandbox();
  desk = await openDesk(database, sandbox.clock);
  folder = mkdtempSync(join(tmpdir(), 'referral-test-'));
});
afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** The files of a ZIP by name, read from its central directory. */
function unzip(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size, nameLength, extraLength] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30)];
    const [commentLength, local] = [zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)];
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + size);
    files.set(zip.toString('utf8', at + 46, at + 46 + nameLength), method === 8 ? inflateRawSync(bytes) : bytes);
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** One account with two items, the first reported and filed, and a note in two versions. */
async function filedCase() {
  const { itemId, mediaIds } = await desk.sendItem(2);
  const { caseId, subject } = await database.client.item.findUniqueOrThrow({ where: { id: itemId }, include: { subject: true } });
  const { reportId } = await desk.report(itemId);
  sandbox.clock.advance(10_000);
  await fileReport(desk.tools(sandbox.hotline), reportId, never);
  await desk.sendItem(0, {
    subject: { externalId: subject.externalId },
    messages: [{ externalId: 'm1', senderId: subject.externalId, sentAt: '2026-11-21T08:15:00Z', text: 'line one\nline two' }],
  });
  const { noteId } = must(await desk.as(desk.moderator, (ctx) => addNote(ctx, { caseId, body: 'first wording' })));
  must(await desk.as(desk.moderator, (ctx) => editNote(ctx, { noteId, body: 'second wording', version: 1 })));
  return { caseId, mediaIds, receipt: (await desk.stored(reportId)).hotlineReportId };
}

const pack = (referral: Referral) => buffer(packReferral({ actor: { kind: 'system', name: 'test' }, clock: sandbox.clock, ids: randomIds, requestId: randomIds.next() }, referral));

test('a referral holds the whole case, every file is in its manifest, and sha256sum agrees', async () => {
  const { caseId, mediaIds, receipt } = await filedCase();
  const liaison = await desk.person('liaison');
  const referral = must(await desk.as(liaison, (ctx) => exportReferral(ctx, { caseId })));

  // On the record before the first byte leaves.
  const row = await database.client.referral.findUniqueOrThrow({ where: { id: referral.id } });
  const [entry] = await database.client.auditEvent.findMany({ where: { action: 'referral.exported', caseId } });
  expect(entry).toMatchObject({ actorId: liaison.id, details: { files: row.fileCount, manifestSha256: row.manifestSha256 } });

  const files = unzip(await pack(referral));
  expect([...files.keys()]).toEqual([
    'README.txt', 'case.json', 'conversation-E01.txt', 'conversation-E02.txt', 'files/E01-1.png', 'files/E01-2.png', 'manifest-sha256.txt',
  ]);
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const manifest = files.get('manifest-sha256.txt') ?? Buffer.alloc(0);
  expect(sha256(manifest)).toBe(row.manifestSha256);
  const lines = [...files].filter(([path]) => path !== 'manifest-sha256.txt').map(([path, bytes]) => `${sha256(bytes)}  ${path}\n`);
  expect(manifest.toString()).toBe(lines.join(''));
  const checked = spawnSync('sha256sum', ['--strict', '-c', 'manifest-sha256.txt'], { cwd: folder, encoding: 'utf8' });
  if (checked.error) console.warn('Skipped: sha256sum is not on this machine');
  else expect([checked.status, checked.stdout.trim().split('\n')]).toEqual([0, lines.map((line) => `${line.slice(66, -1)}: OK`)]);

  const original = await database.client.media.findUniqueOrThrow({ where: { id: mediaIds[0] } });
  expect(sha256(files.get('files/E01-1.png') ?? Buffer.alloc(0))).toBe(original.sha256);
  const known = JSON.parse(files.get('case.json')?.toString() ?? '') as Record<string, unknown>;
  expect(known).toMatchObject({
    mode: 'test',
    referral: { exportedBy: liaison.name },
    items: [
      { exhibit: 'E01', messages: [{ text: 'a harmless line', files: ['files/E01-1.png', 'files/E01-2.png'] }], decisions: [{ outcome: 'apparent_csam', basis: 'facts' }] },
      { exhibit: 'E02', messages: [{ text: 'line one\nline two' }], decisions: [] },
    ],
    notes: [{ by: desk.moderator.name, versions: [{ text: 'first wording' }, { text: 'second wording' }] }],
    reports: [{ state: 'filed', receipt, files: [{ file: 'files/E01-1.png', fileViewedByEsp: false }, { file: 'files/E01-2.png', fileViewedByEsp: false }] }],
    preservation: { keptUntil: '2027-11-23T09:00:10.000Z' },
  });
  expect(files.get('README.txt')?.toString()).toContain('TEST MODE');
  expect(files.get('conversation-E01.txt')?.toString()).toContain('(flagged) user_one');
});

test('a referral with a file that was changed breaks off, and the supervisors are told', async () => {
  const { caseId, mediaIds } = await filedCase();
  const liaison = await desk.person('liaison');
  const referral = must(await desk.as(liaison, (ctx) => exportReferral(ctx, { caseId })));
  const mend = await breakSeal(mediaIds[1] ?? '');
  await expect(pack(referral)).rejects.toBeInstanceOf(BrokenSeal);
  await expect.poll(() => database.client.alert.count({ where: { kind: 'evidence_broken' } })).toBe(1);
  expect(await database.client.auditEvent.findFirstOrThrow({ where: { action: 'evidence.broken' } })).toMatchObject({ outcome: 'failed', details: { rendering: 'original' }, targets: [{ type: 'media', id: mediaIds[1] }] });
  await mend();
  await pack(referral);
});

test('a referral whose evidence is missing breaks off instead of passing for a whole one', async () => {
  const { caseId } = await filedCase();
  const liaison = await desk.person('liaison');
  const referral = must(await desk.as(liaison, (ctx) => exportReferral(ctx, { caseId })));
  rmSync(config().EVIDENCE_DIR, { recursive: true });
  await expect(pack(referral)).rejects.toThrow();
});

test('a case that does not exist leaves no referral behind', async () => {
  const liaison = await desk.person('liaison');
  const before = await database.client.referral.count();
  expect(await desk.as(liaison, (ctx) => exportReferral(ctx, { caseId: liaison.id }))).toMatchObject({ problem: { code: 'not_found' } });
  expect(await database.client.referral.count()).toBe(before);
});
