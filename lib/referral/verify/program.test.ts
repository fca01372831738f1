import { spawnSync } from 'node:child_process';
import { createWriteStream, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { beforeAll, expect, test } from 'vitest';
import { plainEntries } from '../package/bag/bag';
import { zipOf } from '../package/zip/zip';
import { fingerprintOf, publicKeyOf } from './check-signature';
import { type Sample, FOLDER, sampleBag } from './testing/sample-package';
import { flipped, packages } from './testing/verified';

const { next, zipped } = packages();
let sample: Sample;
beforeAll(async () => {
  sample = await sampleBag();
});

/** Not a single variable of a desk's configuration. */
const BARE: NodeJS.ProcessEnv = { PATH: process.env['PATH'], NODE_ENV: 'production' };
const WITHIN_MS = 60_000;

/** As `npm run referral:verify` does, with nothing of a desk around it. */
function run(...args: string[]): { status: number | null; lines: string[]; errors: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'bin/referral-verify.ts', ...args], { encoding: 'utf8', env: BARE });
  return { status, lines: stdout.trimEnd().split('\n'), errors: stderr };
}

test('a whole package: exit code 0, a line a finding, and last that it is whole', async () => {
  const path = await zipped(sample.files);
  const key = `${next()}.pem`;
  writeFileSync(key, sample.key);
  const { status, lines, errors } = run(path, '--key', key, '--log-key', sample.logKey);
  expect([status, errors, lines]).toEqual([
    0,
    '',
    [
      `✓ manifest-sha256.txt: ${[...sample.files.keys()].filter((file) => file.startsWith('data/')).length} files, none missing, none beside them, every hash right.`,
      '✓ tagmanifest-sha256.txt: 5 files that describe the package, likewise.',
      '✓ tagmanifest-sha256.txt.sig: Good by the key in the package.',
      '✓ signing-key.pem: It is the one that you were given.',
      '✓ data/log-key.txt: It is the one that you were given.',
      '✓ data/custody.jsonl: 4 events, each proven to stand in the log desk.example/audit of 4 entries.',
      '· tagmanifest-sha256.txt: No authority has put a time-stamp on this package, and it says so (none: no authority was asked): when it was made is what the desk says.',
      '✓ data/case.jsonld: It gives all 3 originals the hashes that the manifest has.',
      '· data/report.pdf: Its bytes are the ones that were packed. What its pages say was not compared: read them beside the other documents.',
      `✓ ${path}: whole.`,
    ],
  ]);
}, WITHIN_MS);

test('one that is not: exit code 1, the file in its line, and last that it is not whole; the same as JSON', async () => {
  const path = await zipped(flipped(sample.files, 'data/items/E02-1.png', 100));
  const { status, lines } = run(path);
  expect([status, lines.at(-1)]).toEqual([1, `✗ ${path}: not whole, for one reason. Keep the file as it is, and ask for the package once more.`]);
  expect(lines).toContain('✗ data/items/E02-1.png: Its SHA-256 is not the one in manifest-sha256.txt: one of the two was changed.');
  const json = run(path, '--json');
  const objects = json.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect([json.status, objects.at(-1)]).toEqual([1, { isWhole: false, faults: 1 }]);
  expect(objects).toContainEqual({ level: 'fault', code: 'changed', file: 'data/items/E02-1.png', words: 'Its SHA-256 is not the one in manifest-sha256.txt: one of the two was changed.' });
}, WITHIN_MS);

test('what was not read: exit code 2, and neither whole nor not whole', () => {
  const sealed = `${next()}-R-2026-00007.zip.age`;
  writeFileSync(sealed, 'age-encryption.org/v1\n');
  expect(run(sealed)).toMatchObject({ status: 2, lines: [''], errors: expect.stringContaining(`age --decrypt -i KEY.txt -o ${basename(sealed, '.age')} ${basename(sealed)}`) as string });
  for (const args of [[], ['a', 'b'], ['--colour'], [sealed, '--key', 'no key'], [sealed, '--log-key', 'no key'], ['/nowhere']]) expect([args, run(...args).status]).toEqual([args, 2]);
}, WITHIN_MS);

test('the fingerprint is the one that openssl and sha256sum give (skipped where either is missing)', ({ skip }) => {
  const path = `${next()}.pem`;
  writeFileSync(path, sample.key);
  const { status, stdout } = spawnSync('sh', ['-c', `openssl pkey -pubin -in ${path} -outform DER | sha256sum`], { encoding: 'utf8' });
  if (status !== 0 || stdout.length < 64) skip('openssl or sha256sum is not installed');
  const key = publicKeyOf(sample.key);
  expect(key && fingerprintOf(key).replaceAll(' ', '').toLowerCase()).toBe(stdout.slice(0, 64));
});

test('a package of 300 MB is read in less than 100 MB more than it takes to start', async () => {
  const [path, piece, pieces] = [`${next()}.zip`, Buffer.alloc(1_000_000, 7), 300];
  const parts = [
    { path: 'README.txt', content: 'Read me\n' },
    { path: 'report.pdf', content: '%PDF-1.4\n' },
    { path: 'files/E01-1.mp4', content: () => Promise.resolve(Readable.from(Array.from({ length: pieces }, () => piece))) },
  ];
  await pipeline(zipOf(plainEntries(parts), { folder: FOLDER, at: new Date('2026-11-23T09:00:00Z') }), createWriteStream(path));
  const script = `
    import { verifyPackage, isFault } from './lib/referral/verify/index.ts';
    const before = process.resourceUsage().maxRSS;
    let faults = 0;
    for await (const found of verifyPackage(${JSON.stringify(path)})) faults += isFault(found) ? 1 : 0;
    console.log(JSON.stringify({ faults, grownMb: (process.resourceUsage().maxRSS - before) / 1024 }));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '--eval', script], { encoding: 'utf8', env: BARE });
  expect(stderr).toBe('');
  const { faults, grownMb } = JSON.parse(stdout) as { faults: number; grownMb: number };
  expect(statSync(path).size).toBeGreaterThan(pieces * piece.length);
  expect([faults, grownMb < 100]).toEqual([0, true]);
}, WITHIN_MS);
