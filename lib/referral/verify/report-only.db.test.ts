import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { openOriginal } from '@/lib/evidence';
import { manualClock } from '@/lib/kernel';
import { hasPdftotext, hasPreflight, hasQpdf, pageTexts, preflight, qpdfCheck } from '../documents/testing/pdf-tools';
import { pack, release, unseal } from '../package/testing';
import { openReferralScene } from '../testing/scene';
import { unzip } from '../testing/unpacked';
import { writeZip } from './testing/sample-package';
import { faults, faulty, flipped, verified } from './testing/verified';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
const folder = mkdtempSync(join(tmpdir(), 'report-only-'));
const at = (...names: string[]) => join(folder, ...names);
const WITHIN_MS = 60_000;
const hasShell = spawnSync('bash', ['--version']).error === undefined && spawnSync('sha256sum', ['--version']).error === undefined;

let zip: string;
/** By their path within the package's folder. */
let files: Map<string, Buffer>;
let originals: { readonly sha256: string; readonly bytes: Buffer }[];

beforeAll(async () => {
  const scene = await openReferralScene(database, clock);
  const made = await scene.newCase(2);
  const { referralId, keys } = await scene.draft({ profile: 'report_only', kind: 'emergency' }, made);
  await release(database, scene, referralId);
  await pack(database, scene, referralId);
  const { number, state } = await database.client.referral.findUniqueOrThrow({ where: { id: referralId } });
  expect(state).toBe('released');
  zip = at(`${number}.zip`);
  await unseal(referralId, keys.privateKey, zip);
  files = new Map([...(await unzip(zip))].map(([path, bytes]) => [path.replace(`${number}/`, ''), bytes]));
  for (const [path, bytes] of files) {
    mkdirSync(dirname(at('open', path)), { recursive: true });
    writeFileSync(at('open', path), bytes);
  }
  const media = await database.client.media.findMany({ where: { id: { in: made.mediaIds } } });
  originals = await Promise.all(media.map(async (each) => ({ sha256: each.sha256, bytes: await buffer(await openOriginal(each)) })));
}, WITHIN_MS);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a report without files is whole to our verifier, has every hash, and not a byte of an original', async () => {
  const found = await verified(zip);
  expect([faults(found), found.map(({ code }) => code)]).toEqual([[], ['good_hashes', 'good_document', 'unsigned_kind']]);
  expect([...files.keys()].sort()).toEqual(['README.txt', 'accounts.csv', 'custody.csv', 'decisions.csv', 'files.csv', 'ip-events.csv', 'items.csv', 'manifest-sha256.txt', 'messages.csv', 'notes.csv', 'report.pdf', 'reports.csv', 'signals.csv']);
  expect(originals).toHaveLength(2);
  for (const { sha256, bytes } of originals) {
    expect(files.get('files.csv')?.toString('utf8')).toContain(sha256);
    // Where pictures begin and end alike, what is between them does not.
    const middle = bytes.subarray(bytes.length >> 2, (bytes.length >> 2) + 32);
    expect(middle.length).toBe(32);
    for (const [path, written] of files) expect([path, written.includes(middle)]).toEqual([path, false]);
  }
});

test.skipIf(!hasShell)('what its README.txt says to run, and a list of what is there, find nothing (skipped where bash or sha256sum is not installed)', () => {
  const [command = ''] = /sha256sum --strict .*$/m.exec(files.get('README.txt')?.toString('utf8') ?? '') ?? [];
  const run = (commands: string) => spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', commands], { cwd: at('open'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const { status, stdout } = run(command);
  expect([status, stdout.trimEnd().split('\n').every((line) => line.endsWith(': OK')), stdout.trimEnd().split('\n').length]).toEqual([0, true, files.size - 1]);
  const { status: same, stdout: difference } = run('comm -3 <((cut -c67- manifest-sha256.txt; echo manifest-sha256.txt) | LC_ALL=C sort) <(find . -type f | cut -c3- | LC_ALL=C sort)');
  expect([same, difference]).toEqual([0, '']);
});

test.skipIf(!hasQpdf || !hasPreflight || !hasPdftotext)('its pages are PDF/A-1b, and say that the files are not in it and why it goes without process (skipped where qpdf, pdftotext, Java or PDFBox is not installed)', async () => {
  const pages = at('open', 'report.pdf');
  expect(await qpdfCheck(pages)).toContain('No syntax or stream encoding errors');
  expect(await preflight([pages])).toBe('');
  const text = (await pageTexts(pages)).join('\n').replace(/\s+/g, ' ');
  for (const words of ['the files themselves are not in it', 'A meeting tonight was announced in the messages']) expect(text).toContain(words);
  for (const { sha256 } of originals) expect(text.replaceAll(' ', '')).toContain(sha256);
  expect(readFileSync(at('open', 'README.txt'), 'utf8')).toContain('and not the files');
}, WITHIN_MS);

test('one flipped byte in each file of it, one file missing, one added: the verifier names it', async () => {
  const changed = at('changed.zip');
  // Without a manifest there is nothing to name a file by: then the package is none.
  const isNamed = async (path: string) => faulty(await verified(changed)).some((named) => named === path || path === 'manifest-sha256.txt');
  for (const [path, bytes] of files) {
    await writeZip(changed, flipped(files, path, bytes.length >> 1));
    expect([path, await isNamed(path)]).toEqual([path, true]);
    await writeZip(changed, [...files].filter(([name]) => name !== path));
    expect([path, await isNamed(path)]).toEqual([path, true]);
  }
  await writeZip(changed, [...files, ['files/E01-1.png', Buffer.from('one more')]]);
  expect(faulty(await verified(changed))).toContain('files/E01-1.png');
}, WITHIN_MS);
