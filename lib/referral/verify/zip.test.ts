import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { zipOf } from '../package/zip/zip';
import { findingWords } from './findings';
import { hashFiles } from './hash-files';
import { FOLDER, sampleBag } from './testing/sample-package';
import { type Hostile, writeHostile } from './testing/hostile-zip';
import { faults, packages, verified } from './testing/verified';
import { openZip } from './zip-source';

const { next, unpacked, zipped } = packages();

/** What is found in a ZIP and what its files' bytes are, read to their end. */
async function read(path: string): Promise<{ found: string[]; files: Record<string, string> }> {
  const zip = await openZip(path);
  try {
    const { hashes, findings } = await hashFiles(zip);
    return { found: [...zip.findings, ...findings].map(findingWords), files: Object.fromEntries(hashes) };
  } finally {
    await zip.close();
  }
}
const foundIn = async (files: readonly Hostile[], around = {}) => (await read(writeHostile(next(), files, around))).found;

const FILES: [string, Buffer][] = [['bagit.txt', Buffer.from('one file')], ['data/ä.txt', Buffer.from('another, a little longer')], ['data/empty.txt', Buffer.alloc(0)]];

/** Of the directory's record and the header before the bytes: versions, and who may read the file once it is unpacked. */
const UNSAID = { record: [[4, 8], [34, 42]], header: [[4, 6]] } as const;

/** Where each kind of structure begins in a ZIP, by its mark. */
function marksIn(zip: Buffer, mark: number): number[] {
  return Array.from(zip.keys()).filter((at) => at + 4 <= zip.length && zip.readUInt32LE(at) === mark);
}

test.each([['short', false], ['long', true]])('a flipped bit in any byte of a ZIP in its %s form is told, or changes neither a name nor a byte of a file', async (_form, isLong) => {
  const path = next();
  async function* entries() {
    for (const [name, bytes] of FILES) yield await Promise.resolve({ path: name, open: () => Readable.from([bytes]), ...(isLong ? { byteSize: 2 ** 32 } : {}) });
    return { fileCount: 0, manifestSha256: '' };
  }
  await pipeline(zipOf(entries(), { folder: FOLDER, at: new Date('2026-11-23T09:00:00Z') }), createWriteStream(path));
  const whole = await read(path);
  expect([whole.found, Object.keys(whole.files)]).toEqual([[], FILES.map(([name]) => `${FOLDER}/${name}`)]);
  const zip = readFileSync(path);
  const unsaid = new Set([
    ...marksIn(zip, 0x02014b50).flatMap((at) => UNSAID.record.flatMap(([from, to]) => Array.from({ length: to - from }, (_, more) => at + from + more))),
    ...marksIn(zip, 0x04034b50).flatMap((at) => UNSAID.header.flatMap(([from, to]) => Array.from({ length: to - from }, (_, more) => at + from + more))),
  ]);
  const silent: number[] = [];
  for (const at of zip.keys()) {
    const changed = Buffer.from(zip);
    changed[at]! ^= 1 << (at % 8);
    writeFileSync(path, changed);
    const now = await read(path);
    if (now.found.length > 0) continue;
    expect(now).toEqual(whole);
    silent.push(at);
  }
  expect(silent.filter((at) => !unsaid.has(at))).toEqual([]);
}, 120_000);

test('a ZIP that was cut off anywhere is not read as a whole one', async () => {
  const path = await zipped(FILES);
  const zip = readFileSync(path);
  for (let length = 4; length < zip.length; length += 7) {
    writeFileSync(path, zip.subarray(0, length));
    expect(faults(await verified(path))).toEqual([expect.stringContaining('The ZIP cannot be read to its end')]);
  }
});

test('bytes that belong to no file are told: before the first, between, behind the end, in a comment, in a field of no known kind', async () => {
  const file = [{ name: 'a.txt' }];
  expect(await foundIn(file)).toEqual([]);
  expect(await foundIn(file, { before: '#!/bin/sh\n' })).toEqual([expect.stringContaining('belong to no file (10 before a.txt)')]);
  expect(await foundIn(file, { between: 'hidden' })).toEqual([expect.stringContaining('belong to no file (6 before its directory)')]);
  expect(await foundIn(file, { after: 'x' })).toEqual([expect.stringContaining('cannot be read to its end')]);
  expect(await foundIn([{ name: 'a.txt', claims: { comment: 'psst' } }])).toEqual([expect.stringContaining('a.txt: The ZIP says two things')]);
  expect(await foundIn([{ name: 'a.txt', extra: Buffer.from([0x99, 0x99, 1, 0, 7]) }])).toEqual([expect.stringContaining('a.txt: The ZIP says two things')]);
});

test.each(['../up.txt', 'a/../../up.txt', '/etc/passwd', 'C:/x.txt', 'a\\b.txt', 'a//b.txt', './a.txt', 'a/./b', 'nul.txt', 'a/COM1', 'a. ', 'trailing.', 'line\nbreak', 'gpj\u202Ecod.exe', 'zero\u200Bwidth', 'variant\uFE0F.txt', 'filler\u3164.txt', 'nul .txt', 'COM\u00B9.txt', 'conin$', 'x'.repeat(2000)])(
  'the name %j is not read',
  async (name) => {
    const { found, files } = await read(writeHostile(next(), [{ name }, { name: 'a.txt' }]));
    expect([found.length, Object.keys(files)]).toEqual([1, ['a.txt']]);
    expect(found[0]).toMatch(/Its name could be written outside of the folder, or not at all/);
    // What is told must not do on a terminal what the name was made to do.
    expect(found[0]).not.toMatch(/[\n\u202E\u200B\uFE0F\u3164]/);
  },
);

test('a name in no encoding, or in one that is not said, is not read', async () => {
  expect(await foundIn([{ name: Buffer.from([0x61, 0xff, 0x62]) }])).toEqual([expect.stringContaining('it is not UTF-8')]);
  expect(await foundIn([{ name: 'ä.txt', flags: 0 }])).toEqual([expect.stringContaining('does not say how its letters are written')]);
});

test('two names that are one on some system are told', async () => {
  expect(await foundIn([{ name: 'a.txt' }, { name: 'a.txt' }])).toEqual(['✗ a.txt: The name stands for two files. Which one a program takes is chance.']);
  for (const twin of [['a.txt', 'A.TXT'], ['\u00e4.txt', 'a\u0308.txt'], ['stra\u00dfe', 'STRASSE'], ['\ufb01le', 'file'], ['a', 'a/b.txt'], ['A/b.txt', 'a']]) {
    expect(await foundIn(twin.map((name) => ({ name })))).toEqual([expect.stringContaining('differs from that of')]);
  }
});

test('fields beside a name are each there once, as long as they are, and say no other length or place than was read', async () => {
  const field = (id: number, data: Buffer) => Buffer.concat([Buffer.from([id & 0xff, id >> 8, data.length & 0xff, data.length >> 8]), data]);
  const long = (...values: number[]) => field(1, Buffer.concat(values.map((value) => Buffer.from(new BigUint64Array([BigInt(value)]).buffer))));
  const owners = field(0x7875, Buffer.from([1, 4, 0, 0, 0, 0, 4, 0, 0, 0, 0]));
  expect(await foundIn([{ name: 'a.txt', extra: owners }])).toEqual([]);
  expect(await foundIn([{ name: 'a.txt', extra: Buffer.concat([owners, owners]) }])).toEqual([expect.stringContaining('a.txt: The ZIP says two things')]);
  expect(await foundIn([{ name: 'a.txt', extra: field(0x000a, Buffer.alloc(4_000, 'hidden')) }])).toEqual([expect.stringContaining('a.txt: The ZIP says two things')]);
  // What is read is eight bytes: so say the short lengths, which some programs go by, and the long ones say four thousand.
  expect(await foundIn([{ name: 'a.txt', extra: long(4_000, 8) }])).toEqual([expect.stringContaining('its length or its place')]);
});

test('bytes behind the end of what is packed are told, in one piece with it or in a later one', async () => {
  const packed = { name: 'a.txt', bytes: randomBytes(200_000), isDeflated: true };
  expect(await foundIn([packed])).toEqual([]);
  for (const length of [1, 40, 500_000]) expect(await foundIn([{ ...packed, behind: Buffer.alloc(length, 'x') }])).toEqual([`✗ a.txt: It cannot be read: ${length} bytes lie behind its end`]);
});

test('what is a file here is none that another system takes for a folder, or unpacks otherwise', async () => {
  for (const attributes of [0x10, 0x08]) expect(await foundIn([{ name: 'a.txt', attributes }])).toEqual([expect.stringContaining('whether it is a file')]);
  for (const flags of [0x20, 0x80, 0x2000]) expect(await foundIn([{ name: 'a.txt', flags }])).toEqual([expect.stringContaining(`flags ${flags}`)]);
  const folder = (name: string) => ({ name, bytes: Buffer.alloc(0), mode: 0o040755 });
  expect(await foundIn([folder('a/'), { name: 'a/b.txt' }, folder('c/')])).toEqual([]);
  expect(await foundIn([{ name: 'a.txt' }, folder('A.TXT/')])).toEqual([expect.stringContaining('differs from that of a.txt')]);
  expect(await foundIn([folder('A.TXT/'), { name: 'a.txt' }])).toEqual([expect.stringContaining('differs from that of')]);
});

test('links and devices, passwords and unknown ways of packing are not read', async () => {
  expect(await foundIn([{ name: 'link', mode: 0o120777 }])).toEqual([expect.stringContaining('link: It is a link or a device')]);
  expect(await foundIn([{ name: 'a', flags: 0x801 }])).toEqual([expect.stringContaining('with a password')]);
  expect(await foundIn([{ name: 'a', method: 14 }])).toEqual([expect.stringContaining('method 14')]);
});

test('a file whose length, checksum, name or place is said twice and differently is told', async () => {
  expect(await foundIn([{ name: 'a', claims: { byteSize: 3 } }])).not.toEqual([]);
  expect(await foundIn([{ name: 'a', claims: { byteSize: 3_000 } }])).not.toEqual([]);
  expect(await foundIn([{ name: 'a', claims: { crc: 1 } }])).toEqual(expect.arrayContaining([expect.stringContaining('its length or its checksum')]));
  expect(await foundIn([{ name: 'a', claims: { name: 'b' } }])).toEqual([expect.stringContaining('b: The ZIP says two things about this file (its name)')]);
});

test('a bomb is not unpacked: one that says so, one that lies about it, and one that gives the same bytes to many files', async () => {
  const zeros = Buffer.alloc(4_000_000);
  expect(await foundIn([{ name: 'a', bytes: zeros, isDeflated: true }])).toEqual([expect.stringContaining('a: It claims to unpack to far more')]);
  expect(await foundIn([{ name: 'a', bytes: zeros, isDeflated: true, claims: { byteSize: 5_000 } }])).toEqual(expect.arrayContaining([expect.stringContaining('it goes on after the 5000 bytes that it says it has')]));
  const kernel = { name: 'a', bytes: Buffer.alloc(1_000, 'x') };
  expect(await foundIn([kernel, { ...kernel, name: 'b', claims: { offset: 0 } }])).toEqual(expect.arrayContaining([expect.stringContaining('gives the same bytes to two files')]));
});

test('a package that the recipient packed once more with a common program is read like the first one (skipped where zip is not installed)', async ({ skip }) => {
  if (spawnSync('zip', ['-v']).status !== 0) skip('zip is not installed');
  const { files } = await sampleBag();
  const [folder, path] = [unpacked(files), `${next()}.zip`];
  expect(spawnSync('zip', ['-q', '-r', path, FOLDER], { cwd: folder }).status).toBe(0);
  expect(faults(await verified(path))).toEqual([]);
});

test('what lies beside the folder of the package is told', async () => {
  const { files } = await sampleBag();
  const zip = writeHostile(next(), [...[...files].map(([name, bytes]) => ({ name: `${FOLDER}/${name}`, bytes })), { name: 'invoice.exe' }]);
  expect(faults(await verified(zip))).toEqual(['✗ invoice.exe: It lies beside the folder of the package.']);
});
