import { X509Certificate, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { timeStamp } from './ask';
import { checkTimeStamp, leadsTo } from './check';
import { timeStampRequest } from './request';
import { type AuthorityOptions, hasOpenssl, openAuthority } from './testing';

const WORDS = 'a checkpoint of a log\n';
const sha256 = createHash('sha256').update(WORDS).digest();
const never = new AbortController().signal;

async function asked(options: AuthorityOptions = {}, withinMs = 10_000) {
  await using authority = await openAuthority(options);
  const answered = await timeStamp(sha256, { url: authority.url, signal: never, withinMs });
  return answered.ok ? answered.value : answered.problem.safeMessage;
}

async function stamped(options: AuthorityOptions = {}) {
  const answered = await asked(options);
  if (typeof answered === 'string') throw new Error(answered);
  return answered;
}

describe.skipIf(!hasOpenssl)('an authority that openssl plays (skipped where openssl is not installed)', { timeout: 60_000 }, () => {
  test.each([
    ['RSA, its certificate named by SHA-256', {}],
    ['RSA, its certificate named by SHA-1 as older ones do', { essHash: 'sha1' }],
    ['an elliptic curve', { kind: 'ec' }],
  ] as const)('is believed, and openssl agrees: %s', async (_, options) => {
    await using authority = await openAuthority(options);
    const before = Math.floor(Date.now() / 1000) * 1000;
    const answered = await timeStamp(sha256, { url: authority.url, signal: never });
    if (!answered.ok) throw new Error(answered.problem.safeMessage);
    const { answer, facts } = answered.value;
    expect(authority.verify(answer, WORDS)).toMatchObject({ status: 0, said: expect.stringContaining('Verification: OK') as string });
    expect(authority.verify(answer, `${WORDS}x`).status).toBe(1);
    expect(facts).toMatchObject({ authority: 'O=Drill, CN=Drill time', serial: '1001' });
    expect(facts.at.getTime()).toBeGreaterThanOrEqual(before);
    expect(facts.at.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
    // Trust is another question than whether it is good.
    const root = new X509Certificate(readFileSync(authority.rootFile));
    await using stranger = await openAuthority();
    expect(leadsTo(facts, [root])).toBe(true);
    expect(leadsTo(facts, [facts.certificate])).toBe(true);
    expect(leadsTo(facts, [new X509Certificate(readFileSync(stranger.rootFile))])).toBe(false);
    expect(leadsTo({ ...facts, at: new Date('2099-01-01T00:00:00Z') }, [root])).toBe(false);
  });

  test('its answer is good for these bytes and no others, and with a byte changed or cut off it is not', async () => {
    const { answer, facts } = await stamped();
    expect(checkTimeStamp(answer, { sha256 })).toMatchObject({ isGood: true, at: facts.at });
    expect(checkTimeStamp(answer, { sha256: createHash('sha256').update('x').digest() })).toEqual({ isGood: false, why: 'it is over something else' });
    expect(checkTimeStamp(answer, { sha256, nonce: Uint8Array.of(1) })).toEqual({ isGood: false, why: 'it answers another request' });
    for (const broken of [answer.subarray(0, -1), Buffer.concat([answer, Buffer.of(0)]), Buffer.of(), Buffer.from('hello')]) {
      expect(checkTimeStamp(broken, { sha256 })).toMatchObject({ isGood: false });
    }
    const unnoticed: number[] = [];
    for (let at = 0; at < answer.length; at += 7) {
      const changed = Buffer.from(answer);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const found = checkTimeStamp(changed, { sha256 });
      if (!found.isGood) continue;
      // What may change is in the root, which nobody above it has signed: trust in it comes from elsewhere.
      expect(found).toMatchObject({ at: facts.at, serial: facts.serial, authority: facts.authority });
      expect(found.certificate.raw.equals(facts.certificate.raw)).toBe(true);
      unnoticed.push(at);
    }
    const root = facts.others[0]?.raw ?? Buffer.of();
    const [from, until] = [answer.indexOf(root), answer.indexOf(root) + root.length];
    expect(unnoticed.filter((at) => at < from || at >= until)).toEqual([]);
    expect(unnoticed.length).toBeLessThan(10);
  });

  test('is not believed when it stamps another hash, answers an older request, or changes its answer', async () => {
    const { body } = timeStampRequest(sha256);
    const other = timeStampRequest(createHash('sha256').update('x').digest());
    expect(await asked({ onRequest: () => Buffer.from(other.body) })).toContain('it is over something else');
    expect(await asked({ onRequest: () => Buffer.from(body) })).toContain('it answers another request');
    expect(await asked({ onAnswer: (answer) => Buffer.concat([answer.subarray(0, -1), Buffer.of((answer.at(-1) ?? 0) ^ 1)]) })).toContain('its signature is not good');
  });

  test('is not believed with a certificate that is for something else, or when it refuses', async () => {
    expect(await asked({ onRequest: () => Buffer.from('no request') })).toContain('the authority refused: rejection');
    // Its own program will not sign with such a certificate: it answers with an error of the server.
    expect(await asked({ purpose: 'serverAuth' })).toContain('something else than a time-stamp');
  });
});

test('a request is for the hash, asks for the certificate, and has a number that is positive and never the same', () => {
  const requests = Array.from({ length: 50 }, () => timeStampRequest(sha256));
  for (const { body, nonce } of requests) {
    const bytes = Buffer.from(body);
    expect(bytes.includes(sha256)).toBe(true);
    expect(bytes.includes(Buffer.concat([Buffer.from('0210', 'hex'), nonce]))).toBe(true);
    expect(nonce[0]).toBeLessThan(0x80);
    expect(nonce[0]).toBeGreaterThan(0);
    // certReq TRUE ends it.
    expect(bytes.subarray(-3).toString('hex')).toBe('0101ff');
  }
  expect(new Set(requests.map(({ nonce }) => Buffer.from(nonce).toString('hex'))).size).toBe(50);
});

describe('an authority that is down', { timeout: 30_000 }, () => {
  const OTHERWISE = 'it is signed and proven without a time-stamp, and says that it has none';

  test('is gone on without: nobody listens, no answer in time, an error, a page, an endless answer', async () => {
    const down = await timeStamp(sha256, { url: 'http://127.0.0.1:9/', signal: never });
    expect(down).toMatchObject({ ok: false, problem: { code: 'unavailable', safeMessage: expect.stringContaining(OTHERWISE) as string } });
    expect(await asked({ instead: () => undefined }, 300)).toContain('did not answer');
    expect(await asked({ instead: (_, response) => void response.writeHead(503).end('busy') })).toContain('something else than a time-stamp');
    expect(await asked({ instead: (_, response) => void response.end('<html>') })).toContain('it cannot be read');
    expect(await asked({ instead: (_, response) => { const more = () => { while (response.write(Buffer.alloc(16_384))); response.once('drain', more); }; more(); } })).toContain('something else than a time-stamp');
    expect(await asked({ instead: (_, response) => { response.write(Buffer.alloc(10)); } }, 300)).toContain('did not answer');
  });

  test('does not hold up who was told to stop', async () => {
    const stop = new AbortController();
    await using authority = await openAuthority({ instead: () => stop.abort() });
    await expect(timeStamp(sha256, { url: authority.url, signal: stop.signal })).rejects.toThrow('abort');
  });
});
