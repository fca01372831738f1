import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { timeStamp } from '../time-stamp';
import { hasOpenssl, openAuthority } from '../time-stamp/testing';
import { givenAuthorities } from './check-time';
import { type Sample, sampleBag } from './testing/sample-package';
import { faults, faulty, flipped, packages, verified } from './testing/verified';

const { zipped } = packages();
const STAMP = 'tagmanifest-sha256.txt.tsr';

let authority: Awaited<ReturnType<typeof openAuthority>>;
let sample: Sample;
let stamped: Map<string, Buffer>;

const stampOf = async (bytes: Uint8Array): Promise<Buffer> => {
  const answer = await timeStamp(createHash('sha256').update(bytes).digest(), { url: authority.url, signal: new AbortController().signal });
  if (!answer.ok) throw new Error(answer.problem.safeMessage);
  return answer.value.answer;
};

beforeAll(async () => {
  if (!hasOpenssl) return;
  authority = await openAuthority();
  sample = await sampleBag();
  stamped = new Map([...sample.files, [STAMP, await stampOf(sample.files.get('tagmanifest-sha256.txt')!)]]);
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
  expect(faults(await verified(await zipped(elsewhere)))).toEqual([`✗ ${STAMP}: It is no time-stamp over tagmanifest-sha256.txt (it is over something else).`]);
  const length = stamped.get(STAMP)?.length ?? 0;
  for (const at of [0, length >> 1, length - 1]) expect([at, faulty(await verified(await zipped(flipped(stamped, STAMP, at)), { authorities }))]).toEqual([at, [STAMP]]);
  await using other = await openAuthority();
  expect(faulty(await verified(await zipped(stamped), { authorities: givenAuthorities(readFileSync(other.rootFile, 'utf8')) }))).toEqual([STAMP]);
  expect(faults(await verified(await zipped(sample.files), { authorities }))).toEqual([`✗ ${STAMP}: There is no time-stamp on this package, and you were given an authority to check it with.`]);
  expect(() => givenAuthorities('nothing')).toThrow('no certificate');
});
