import { generateKeyPairSync, sign } from 'node:crypto';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { smallLog } from '@/lib/audit/testing';
import type { FileFacts } from '../facts';
import { fingerprintOf, givenKey, publicKeyOf } from './check-signature';
import { levelOf } from './findings';
import { type Sample, FOLDER, drawKey, sampleBag, samplePlain, writeZip } from './testing/sample-package';
import { faults, faulty, flipped, packages, verified } from './testing/verified';

const { next, unpacked, zipped } = packages();
let sample: Sample;
beforeAll(async () => {
  sample = await sampleBag();
});

const LATE = 'tagmanifest-sha256.txt.sig';
const fingerprint = (pem: string) => {
  const key = publicKeyOf(pem);
  if (!key) throw new Error('no key');
  return fingerprintOf(key);
};

test('a whole package is whole, as a ZIP and as a folder, and says what was not asked', async () => {
  for (const path of [await zipped(sample.files), unpacked(sample.files)]) {
    const found = await verified(path);
    expect(faults(found)).toEqual([]);
    expect(found.filter((each) => levelOf(each) === 'note').map(({ code, file }) => [code, file])).toEqual([['key_unasked', 'signing-key.pem'], ['log_key_unasked', 'data/log-key.txt'], ['time_none', 'tagmanifest-sha256.txt'], ['pages_unread', 'data/report.pdf']]);
    expect(found.map(({ code }) => code)).toEqual(expect.arrayContaining(['good_hashes', 'good_signature', 'good_custody', 'good_document']));
  }
});

test('one flipped byte in any file, at its beginning, in its middle or at its end: the file is named', async () => {
  for (const [path, bytes] of sample.files) {
    for (const at of [0, bytes.length >> 1, bytes.length - 1]) {
      const found = await verified(unpacked(flipped(sample.files, path, at)));
      expect([path, at, faulty(found).includes(path)]).toEqual([path, at, true]);
    }
  }
});

test('one missing file: it is named, and told apart from a changed one', async () => {
  for (const path of sample.files.keys()) {
    const found = await verified(await zipped([...sample.files].filter(([name]) => name !== path)));
    expect([path, found.some(({ code, file }) => file === path && ['missing', 'signature_missing'].includes(code))]).toEqual([path, true]);
  }
});

test('one more file, anywhere: it is named, and whose bytes it has', async () => {
  for (const path of ['data/items/E01-9.png', 'data/notes.txt', 'notes.txt', '.DS_Store', 'checkpoint.tsr.bak']) {
    const found = await verified(await zipped([...sample.files, [path, Buffer.from('another')]]));
    expect(faults(found).filter((words) => words.startsWith(`✗ ${path}: It is not named by`))).toHaveLength(1);
  }
  const copied = await verified(unpacked([...sample.files, ['data/items/E01-9.png', sample.files.get('data/items/E01-1.png')!]]));
  expect(faults(copied)).toEqual(expect.arrayContaining([expect.stringContaining('its bytes are those of data/items/E01-1.png once more')]));
});

test('a renamed file is named with both names', async () => {
  const renamed = [...sample.files].map(([path, bytes]): [string, Buffer] => [path === 'data/items/E01-1.png' ? 'data/items/E01-3.png' : path, bytes]);
  const found = await verified(await zipped(renamed));
  expect(faults(found)).toEqual(expect.arrayContaining([expect.stringMatching(/^✗ data\/items\/E01-3\.png: .*those of data\/items\/E01-1\.png, which is missing/), expect.stringMatching(/^✗ data\/items\/E01-1\.png: It is missing/)]));
});

test('two files that were exchanged are both named', async () => {
  const [one, other] = ['data/items/E01-1.png', 'data/items/E01-2.png'] as const;
  const swapped = new Map([...sample.files, [one, sample.files.get(other)!], [other, sample.files.get(one)!]]);
  expect(faulty(await verified(unpacked(swapped)))).toEqual([one, other]);
});

test('a package that somebody made anew with a key of their own passes by itself, and not against the key that was given', async () => {
  const forged = await sampleBag();
  expect(faults(await verified(await zipped(forged.files)))).toEqual([]);
  for (const given of [sample.key, fingerprint(sample.key), fingerprint(sample.key).replaceAll(' ', '').toLowerCase()]) {
    expect(faults(await verified(await zipped(sample.files), { isKey: givenKey(given) }))).toEqual([]);
    expect(faulty(await verified(await zipped(forged.files), { isKey: givenKey(given) }))).toEqual(['signing-key.pem']);
  }
  expect(faults(await verified(await zipped(sample.files), { logKey: sample.logKey }))).toEqual([]);
  expect(faulty(await verified(await zipped(forged.files), { logKey: sample.logKey }))).toEqual(['data/log-key.txt']);
});

test('what is given as a key and is none is refused, a private key too', () => {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  for (const given of ['', 'AB12', pem, `${fingerprint(sample.key)}00`]) expect(() => givenKey(given)).toThrow(/neither a public key/);
});

test('a signature of another key over the same bytes does not pass', async () => {
  const { privateKey } = drawKey();
  const files = new Map([...sample.files, [LATE, sign(null, sample.files.get('tagmanifest-sha256.txt')!, privateKey)]]);
  expect(faulty(await verified(await zipped(files)))).toEqual(['tagmanifest-sha256.txt', LATE]);
});

/** Whoever can sign can write what they like: what a bag says of itself is checked all the same. */
const changed = (path: string, change: (text: string) => string) => sampleBag((parts) => parts.map((part) => (part.path === path && typeof part.content === 'string' ? { ...part, content: change(part.content) } : part)));

/** The right hash of the first file, and behind it, where another program may look, a wrong one. */
const withTwoHashes = (text: string) => text.replace(/\{[^{}]*"@type":"uco-types:Hash"[^{}]*\{[^{}]*\}[^{}]*\}/, (hash) => `${hash},${hash.replace(/("@value":")./, (_, before: string) => `${before}g`)}`);

test.each([
  ['a line that says something else than the entry it carries', 'data/custody.jsonl', (text: string) => text.replace('"actor":"LI-01"', '"actor":"LI-09"'), 'says something else than what is in the log (who)'],
  ['a line whose entry was changed', 'data/custody.jsonl', (text: string) => text.replace(String.raw`item.decided\"`, String.raw`item.removed\"`), 'says something else than what is in the log (its hash)'],
  ['a line that stands there twice', 'data/custody.jsonl', (text: string) => text + text.slice(0, text.indexOf('\n') + 1), 'stands in it twice'],
  ['a line that is none', 'data/custody.jsonl', (text: string) => `${text}{}\n`, 'Line 5 is no entry'],
  ['a last line that does not end', 'data/custody.jsonl', (text: string) => text.slice(0, -1), 'its last line does not end'],
  ['a line without words that says of another’s place that it is its own', 'data/custody.jsonl', (text: string) => text + JSON.stringify({ ...(JSON.parse(text.slice(0, text.indexOf('\n'))) as object), event: '0193a000-0000-7000-8000-000000000fff', words: 'INVENTED', leaf: null }) + '\n', 'is said to stand at place 0 of the log, where another line stands already'],
  ['a place that is not the entry’s', 'data/custody.jsonl', (text: string) => text.replace('"index":1', '"index":2'), 'does not prove that the entry of event'],
  ['a checkpoint whose text was changed', 'data/checkpoint.txt', (text: string) => text.replace('\n4\n', '\n5\n'), 'is not signed with the key of the log'],
  ['a checkpoint that is none', 'data/checkpoint.txt', () => 'nothing\n', 'It is no checkpoint of a log'],
  ['a log’s key that is none', 'data/log-key.txt', () => 'desk.example+00000000+AAAA\n', 'It is no verifier key'],
  ['a description that gives an original another hash', 'data/case.jsonld', (text: string) => text.replace(/("SHA256".*?"@value":")./, (_, before: string) => `${before}g`), 'data/case.jsonld: It gives data/items/E01-1.png another hash'],
  ['a description that leaves an original out', 'data/case.jsonld', (text: string) => text.replace('"data/items/E01-2.png"', '"data/items/E01-9.png"'), 'It does not tell of data/items/E01-2.png'],
  ['a line that names somebody twice', 'data/custody.jsonl', (text: string) => text.replace('"actor":"LI-01"', '"actor":"LI-09","actor":"LI-01"'), 'is no entry of the custody log'],
  ['a description that gives an original two hashes', 'data/case.jsonld', (text: string) => withTwoHashes(text), 'it gives one file several paths or hashes'],
  ['a description that goes on after its end', 'data/case.jsonld', (text: string) => `${text}{}\n`, 'it goes on after its end'],
  ['a description that programs read no further than a missing comma', 'data/case.jsonld', (text: string) => text.replace(',\n', '\n'), 'without a comma before'],
  ['a description that is cut off', 'data/case.jsonld', (text: string) => text.slice(0, -3), 'It cannot be read as what it is'],
])('with a good signature over it: %s', async (_what, path, change, words) => {
  const { files } = await changed(path, change);
  expect(faults(await verified(await zipped(files)))).toEqual(expect.arrayContaining([expect.stringContaining(words)]));
});

test('a proof that is of another event, of another log, gone, or of no event is named', async () => {
  const proofs = [...sample.files.keys()].filter((path) => path.startsWith('data/proofs/')) as [string, string, ...string[]];
  const [first, second] = proofs;
  const other = await smallLog('desk.example/audit', [Buffer.from('1'), Buffer.from('2')]);
  const cases = [
    [first, (text: string) => text.replace('index 0', 'index 1'), 'does not prove'],
    [first, () => other.proofs[0]!, 'leads to another checkpoint'],
    [second, () => 'no proof', 'It is no proof'],
  ] as const;
  for (const [path, change, words] of cases) expect(faults(await verified(await zipped((await changed(path, change)).files)))).toEqual([expect.stringMatching(new RegExp(`^✗ ${path}: .*${words}`))]);
  const without = await sampleBag((parts) => parts.filter(({ path }) => path !== first));
  expect(faults(await verified(await zipped(without.files)))).toEqual([`✗ ${first}: It is missing: an entry of the custody log is to be proven by it.`]);
  const more = await sampleBag((parts) => [...parts, { path: 'data/proofs/0193a000-0000-7000-8000-000000000fff.tlog-proof', content: 'x' }]);
  expect(faults(await verified(await zipped(more.files)))).toEqual([expect.stringContaining('No entry of the custody log belongs to it')]);
});

test('a folder that was renamed in the ZIP is no other package; what somebody calls a file of their own is said to be another name', async () => {
  const zip = `${next()}.zip`;
  await writeZip(zip, sample.files, 'R-2026-00009');
  expect(faults(await verified(zip))).toEqual(['✗ bag-info.txt: It says that this is R-2026-00007, and the folder of the package is called R-2026-00009: one of the two was changed.']);
  const named = `${next()}-R-2026-00009.zip`;
  await writeZip(named, sample.files);
  const found = await verified(named);
  expect([faults(found), found.find(({ code }) => code === 'other_name')?.what]).toEqual([[], ['R-2026-00007']]);
  const folder = join(unpacked(sample.files), FOLDER);
  expect(faults(await verified(folder))).toEqual([]);
});

test('a folder’s links are not followed', async () => {
  const path = unpacked(sample.files);
  const linked = join(path, FOLDER, 'data/report.pdf');
  rmSync(linked);
  symlinkSync('/etc/hostname', linked);
  expect(faults(await verified(path))).toEqual(expect.arrayContaining(['✗ data/report.pdf: It is a link or a device, not a file. It was not followed.']));
});

test('a package of the simple kind is whole by its hashes, says that nobody signed it, and is refused where a key was given', async () => {
  const plain = await samplePlain();
  const found = await verified(await zipped(plain));
  expect([faults(found), found.map(({ code }) => code)]).toEqual([[], ['good_hashes', 'good_document', 'unsigned_kind']]);
  for (const path of plain.keys()) expect(faults(await verified(unpacked(flipped(plain, path, 3)))).join('\n')).toContain(path);
  expect(faults(await verified(await zipped([...plain, ['files/E09.png', Buffer.from('x')]])))).toHaveLength(1);
  // As after taking everything off a signed one that says who made it.
  expect(faults(await verified(await zipped(plain), { isKey: givenKey(sample.key) }))).toEqual([expect.stringContaining('carries no signature, and you were given a key')]);
});

test('a table of files that gives one another hash, leaves one out or tells of one that is not there is named', async () => {
  const other = (change: (file: FileFacts) => FileFacts[]) => samplePlain(({ exhibits, ...facts }) => ({ ...facts, exhibits: exhibits.map((each) => ({ ...each, files: each.files.flatMap(change) })) }));
  const cases = [
    [(file: FileFacts) => [file.name === 'E01-2' ? { ...file, sha256: 'ab'.repeat(32) } : file], 'files.csv: It gives files/E01-2.png another hash than the manifest.'],
    [(file: FileFacts) => (file.name === 'E01-2' ? [] : [file]), 'files.csv: It does not tell of files/E01-2.png, which is in the package.'],
    [(file: FileFacts) => [file, { ...file, path: 'files/E09-1.png' }], 'files.csv: It tells of files/E09-1.png, which is not in the package.'],
  ] as const;
  for (const [change, words] of cases) expect(faults(await verified(await zipped(await other(change))))).toContain(`✗ ${words}`);
});

test('without bagit.txt a bag does not pass for the simple kind', async () => {
  const found = await verified(await zipped([...sample.files].filter(([path]) => path !== 'bagit.txt' && path !== 'bag-info.txt')));
  expect(faulty(found)).toEqual(expect.arrayContaining(['bagit.txt', 'bag-info.txt']));
});
