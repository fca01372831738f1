import { beforeAll, expect, test } from 'vitest';
import { proofPath } from '../documents/custody/line';
import { givenKey } from './check-signature';
import { limitOf } from './limits';
import { forge, padded, relisted } from './testing/forge';
import { type Sample, sampleBag, samplePlain } from './testing/sample-package';
import { faults, packages, verified } from './testing/verified';

const { zipped } = packages();
let sample: Sample;
beforeAll(async () => {
  sample = await sampleBag();
});

/** The keys that somebody got another way, of the desk that they expect a package of. */
const given = () => ({ isKey: givenKey(sample.key), logKey: sample.logKey });

test('what is made anew over changed files passes by itself, so that what is refused below is refused for its length', async () => {
  const { files, key } = forge(sample.files, () => undefined);
  expect(faults(await verified(await zipped(files), { isKey: givenKey(key), logKey: sample.logKey }))).toEqual([]);
  expect(faults(await verified(await zipped(files), given()))).toEqual([expect.stringMatching(/^✗ signing-key\.pem: .*signed by somebody else/)]);
});

test('a package whose key and checkpoint are too long to be read, with a signature over nothing and an invented entry, is not whole', async () => {
  const { files } = forge(sample.files, (made) => {
    padded(made, 'signing-key.pem', 20_000);
    padded(made, 'data/checkpoint.txt', 70_000);
    const [line = ''] = (made.get('data/custody.jsonl') ?? '').toString().split('\n');
    const { event } = JSON.parse(line) as { event: string };
    made.set('data/custody.jsonl', Buffer.from(`${line.replace(/"words":"[^"]*"/, '"words":"INVENTED"')}\n`));
    for (const path of made.keys()) if (path.startsWith('data/proofs/') && path !== proofPath(event)) made.delete(path);
  });
  files.set('tagmanifest-sha256.txt.sig', Buffer.alloc(64, 7));
  for (const options of [given(), {}]) {
    const found = faults(await verified(await zipped(files), options));
    expect(found).toEqual(expect.arrayContaining([expect.stringMatching(/^✗ signing-key\.pem: It is longer than anything/), expect.stringMatching(/^✗ data\/checkpoint\.txt: It is longer than anything/)]));
  }
});

/** What is made when the rest is finished cannot be padded before. */
const MADE_LAST = new Set(['manifest-sha256.txt', 'tagmanifest-sha256.txt', 'tagmanifest-sha256.txt.sig']);

test('each file that is read whole, one byte longer than it may be: it is named, whoever signed it', async () => {
  const limited = [...sample.files.keys()].filter((path) => limitOf(path) !== undefined);
  expect(limited).toEqual(expect.arrayContaining(['bagit.txt', 'bag-info.txt', 'signing-key.pem', 'data/checkpoint.txt', 'data/log-key.txt', ...MADE_LAST]));
  for (const path of [...limited, 'checkpoint.tsr', 'tagmanifest-sha256.txt.tsr', 'tagmanifest-sha256.txt.tsr.sig']) {
    const length = (limitOf(path) ?? 0) + 1;
    const { files, key } = forge(sample.files, (made) => (MADE_LAST.has(path) ? undefined : padded(made, path, length)));
    if (MADE_LAST.has(path)) padded(files, path, length);
    const zip = await zipped(files);
    for (const options of [{}, { isKey: givenKey(key), logKey: sample.logKey }]) {
      expect([path, faults(await verified(zip, options))]).toEqual([path, expect.arrayContaining([`✗ ${path}: It is longer than anything a desk writes there (${files.get(path)?.length} bytes), and was not read.`])]);
    }
  }
}, 120_000);

test('a label that stands in bag-info.txt twice is a fault: one reader takes the first, another the last', async () => {
  const { files } = forge(sample.files, (made) => made.set('bag-info.txt', Buffer.concat([Buffer.from('External-Identifier: R-2026-00009\n'), made.get('bag-info.txt') ?? Buffer.alloc(0)])));
  expect(faults(await verified(await zipped(files)))).toEqual(expect.arrayContaining([expect.stringMatching(/^✗ bag-info\.txt: A line of it cannot be read \(line \d+\)/)]));
});

test('a table of files that has a column twice is none', async () => {
  const plain = await samplePlain();
  const table = (plain.get('files.csv') ?? '').toString();
  const lines = table.split('\r\n').map((line, at) => (line === '' ? line : `${line},${at === 0 ? '"sha256"' : '"0"'}`));
  const files = relisted(new Map([...plain, ['files.csv', Buffer.from(lines.join('\r\n'))]]));
  expect(faults(await verified(await zipped(relisted(plain))))).toEqual([]);
  expect(faults(await verified(await zipped(files)))).toEqual([expect.stringContaining('✗ files.csv: It cannot be read as what it is')]);
});

test('of a package of the simple kind, too: its manifest and its table of files', async () => {
  const plain = await samplePlain();
  for (const path of ['manifest-sha256.txt', 'files.csv']) {
    const files = new Map(plain);
    padded(files, path, (limitOf(path) ?? 0) + 1);
    expect(faults(await verified(await zipped(files)))).toEqual(expect.arrayContaining([expect.stringContaining(`✗ ${path}: It is longer than anything`)]));
  }
}, 60_000);
