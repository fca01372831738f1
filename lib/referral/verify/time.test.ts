import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TAG_MANIFEST, TIME_STAMP as STAMP } from '../package/bag/texts';
import { timeStamp } from '../time-stamp';
import { hasOpenssl, openAuthority } from '../time-stamp/testing';
import type { OpenBag } from './bag';
import { checkTime, givenAuthorities } from './check-time';
import { isFault } from './findings';
import { type Sample, sampleBag } from './testing/sample-package';
import { faults, faulty, flipped, packages, verified } from './testing/verified';

const { zipped } = packages();

let authority: Awaited<ReturnType<typeof openAuthority>>;
let sample: Sample;
let stamped: ReadonlyMap<string, Buffer>;

const stampOf = async (bytes: Uint8Array): Promise<Buffer> => {
  const answer = await timeStamp(createHash('sha256').update(bytes).digest(), { url: authority.url, signal: new AbortController().signal });
  if (!answer.ok) throw new Error(answer.problem.safeMessage);
  return answer.value.answer;
};

beforeAll(async () => {
  if (!hasOpenssl) return;
  authority = await openAuthority();
  sample = await sampleBag();
  stamped = (await sampleBag(undefined, stampOf)).files;
});
afterAll(async () => {
  if (hasOpenssl) await authority[Symbol.asyncDispose]();
});

test.skipIf(!hasOpenssl)('a time-stamp is believed by the authority that was given, and without one says that nobody was asked (skipped where openssl is not installed)', async () => {
  const authorities = givenAuthorities(readFileSync(authority.rootFile, 'utf8'));
  const asked = await verified(await zipped(stamped), { authorities });
  expect([faults(asked), asked.find(({ file }) => file === STAMP)]).toEqual([[], expect.objectContaining({ code: 'good_time', what: [expect.stringContaining('CN=Drill time')] })]);
  const unasked = await verified(await zipped(stamped));
  expect([faults(unasked), unasked.find(({ file }) => file === STAMP)?.code]).toEqual([[], 'time_unasked']);
});

test.skipIf(!hasOpenssl)('a time-stamp over something else, a changed one, one of another authority, and one that was taken away are told (skipped where openssl is not installed)', async () => {
  const authorities = givenAuthorities(readFileSync(authority.rootFile, 'utf8'));
  const elsewhere = new Map([...stamped, [STAMP, await stampOf(Buffer.from('something else'))]]);
  expect(faults(await verified(await zipped(elsewhere)))).toContain(`✗ ${STAMP}: It is no time-stamp over tagmanifest-sha256.txt (it is over something else).`);
  // Over the same list, and good, but not the one that the desk was given.
  const again = new Map([...stamped, [STAMP, await stampOf(stamped.get('tagmanifest-sha256.txt')!)]]);
  expect(faulty(await verified(await zipped(again), { authorities }))).toEqual([STAMP, `${STAMP}.sig`]);
  await using other = await openAuthority();
  expect(faulty(await verified(await zipped(stamped), { authorities: givenAuthorities(readFileSync(other.rootFile, 'utf8')) }))).toEqual([STAMP]);
  expect(faults(await verified(await zipped(sample.files), { authorities }))).toEqual([`✗ ${STAMP}: There is no time-stamp on this package, and you were given an authority to check it with.`]);
  expect(() => givenAuthorities('nothing')).toThrow('no certificate');
});

test.skipIf(!hasOpenssl)('whether a time-stamp belongs to the package stands in what is signed: one that went missing, with or without its signature, is named, and so is one too many (skipped where openssl is not installed)', async () => {
  const without = (...gone: string[]) => [...stamped].filter(([path]) => !gone.includes(path));
  expect(faults(await verified(await zipped(without(STAMP, `${STAMP}.sig`))))).toEqual([`✗ ${STAMP}: It is missing: bag-info.txt says that this time-stamp belongs to the package.`]);
  expect(faulty(await verified(await zipped(without(STAMP))))).toEqual([STAMP]);
  expect(faulty(await verified(await zipped(without(`${STAMP}.sig`))))).toEqual([`${STAMP}.sig`]);

  // One in which nobody was asked, or nobody answered, says so; and no stamp can be put to it afterwards.
  const silent = await sampleBag(undefined, () => Promise.resolve(null));
  for (const [{ files }, words] of [[sample, 'no authority was asked'], [silent, 'the authority gave none']] as const) {
    const found = await verified(await zipped(files));
    expect([faults(found), found.find(({ code }) => code === 'time_none')?.what]).toEqual([[], [`none: ${words}`]]);
    const later = new Map([...files, [STAMP, await stampOf(files.get('tagmanifest-sha256.txt')!)]]);
    expect(faulty(await verified(await zipped(later)))).toEqual([STAMP, `${STAMP}.sig`]);
  }
});

const memory = (files: ReadonlyMap<string, Buffer>): OpenBag => ({
  name: 'memory', findings: [], close: () => Promise.resolve(),
  files: new Map([...files].map(([path, bytes]) => [path, { path, byteSize: bytes.length, open: () => Promise.resolve(Readable.from([bytes])) }])),
});

test.skipIf(!hasOpenssl)('whichever byte of a time-stamp or of its signature is another one, it is named, also where nobody says whom to trust (skipped where openssl is not installed)', async () => {
  const hashed = { hashes: new Map([[TAG_MANIFEST, createHash('sha256').update(stamped.get(TAG_MANIFEST)!).digest('hex')]]), findings: [] };
  expect((await checkTime(memory(stamped), hashed)).filter(isFault)).toEqual([]);
  for (const path of [STAMP, `${STAMP}.sig`]) {
    const { length } = stamped.get(path)!;
    expect(length).toBeGreaterThanOrEqual(64);
    for (let at = 0; at < length; at += 1) {
      const found = await checkTime(memory(flipped(stamped, path, at)), hashed);
      expect([path, at, found.some((each) => isFault(each) && each.file === path)]).toEqual([path, at, true]);
    }
  }
}, 120_000);
