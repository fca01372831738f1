import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKey } from 'openpgp';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '@/lib/kernel';
import type { Parcel, ParcelFile } from '../hotline';
import { reportFacts } from '../portal/testing/facts';
import { type MailOptions, mailCourier } from './courier';
import { whyNotSealedTo } from './recipient-key';

const TO = 'reports@hotline.example';
const received: { from: string; to: string[]; text: string }[] = [];
let refuse: { at: 'mail' | 'rcpt' | 'data'; code: number } | null;

function refusal(at: string): Error | null {
  return refuse?.at === at ? Object.assign(new Error('no'), { responseCode: refuse.code }) : null;
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  onAuth: ({ username, password }, _session, done) => done(username === 'desk' && password === 'p@ss' ? null : new Error('no'), { user: username }),
  onMailFrom: (_address, _session, done) => done(refusal('mail')),
  onRcptTo: (_address, _session, done) => done(refusal('rcpt')),
  onData(stream, session, done) {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      const { mailFrom, rcptTo } = session.envelope;
      const wrong = refusal('data');
      if (!wrong) received.push({ from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address), text: Buffer.concat(parts).toString() });
      done(wrong);
    });
  },
});
let port: number;
let openKey: string;

beforeAll(async () => {
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.server.address() as AddressInfo);
  openKey = (await generateKey({ userIDs: [{ name: 'Hotline', email: TO }] })).publicKey;
});
afterAll(() => new Promise<void>((resolve) => server.close(resolve)));
beforeEach(() => {
  received.length = 0;
  refuse = null;
});

const courier = (more: Partial<MailOptions> = {}) =>
  mailCourier({ smtpUrl: `smtp://desk:p%40ss@127.0.0.1:${port}`, from: 'desk@example.com', to: TO, publicKey: openKey, isTest: true, clock: systemClock, ...more });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function file(name: string, bytes: Buffer): ParcelFile {
  async function* content(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 10_000) yield await Promise.resolve(bytes.subarray(at, at + 10_000));
  }
  return { name, contentType: 'image/png', byteSize: bytes.length, sha256: sha256(bytes), content: content() };
}
const parcel = (...files: ParcelFile[]): Parcel => ({ key: 'key-1', facts: reportFacts({ isTest: true }), files });
const pixels = Buffer.from(Array.from({ length: 60_000 }, (_, index) => (index * 7) % 251));

test('outside the seal stands nothing that says what the mail is about', async () => {
  expect(await courier().deliver(parcel(file('image-1.png', pixels)))).toMatchObject({ kind: 'ok', value: { reference: null } });
  const [{ from, to, text } = { from: '', to: [], text: '' }] = received;
  expect([from, to]).toEqual(['desk@example.com', [TO]]);
  expect(text).toMatch(/^Subject: Sealed message key-1\r\n/m);
  expect(text).toMatch(/^Content-Type: multipart\/encrypted; protocol="application\/pgp-encrypted"; boundary=/m);
  for (const word of ['Messenger', 'harmless', 'image-1', 'abuse', 'report.json', 'name_s', '203.0.113', 'Safety']) expect(text).not.toContain(word);
});

test('a report that is sent again has the same Message-ID', async () => {
  for (let attempt = 0; attempt < 2; attempt += 1) await courier().deliver(parcel());
  expect(received.map(({ text }) => /^Message-ID: (.+)\r$/m.exec(text)?.[1])).toEqual(['<key-1@example.com>', '<key-1@example.com>']);
});

test.each<[string, NonNullable<typeof refuse>, object]>([
  ['no such mailbox', { at: 'rcpt', code: 550 }, { kind: 'stop', code: 550 }],
  ['a sender that may not', { at: 'mail', code: 553 }, { kind: 'stop', code: 553 }],
  ['too large', { at: 'data', code: 552 }, { kind: 'rejected', code: 552, message: expect.stringMatching(/too large/) as string }],
  ['not wanted', { at: 'data', code: 554 }, { kind: 'rejected', code: 554 }],
  ['later', { at: 'data', code: 451 }, { kind: 'retry', code: 451, isInDoubt: false }],
  ['greylisted', { at: 'rcpt', code: 450 }, { kind: 'retry', code: 450 }],
])('the server’s answer "%s" says what to do next', async (_what, with_, expected) => {
  refuse = with_;
  expect(await courier().deliver(parcel())).toMatchObject(expected);
});

test('a wrong password stops, and a server that is not there does not', async () => {
  expect(await courier({ smtpUrl: `smtp://desk:wrong@127.0.0.1:${port}` }).deliver(parcel())).toMatchObject({ kind: 'stop', message: expect.stringMatching(/SMTP_URL/) as string });
  expect(await courier({ smtpUrl: 'smtp://127.0.0.1:1' }).deliver(parcel())).toMatchObject({ kind: 'retry', isInDoubt: false });
});

test('real mail never goes over a connection that nobody secured', async () => {
  expect(await courier({ isTest: false }).deliver(parcel())).toMatchObject({ kind: 'stop' });
  expect(received).toEqual([]);
});

test('a file that breaks on the way breaks the mail off, and nothing arrives', async () => {
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(pixels.subarray(0, 100));
    throw new Error('the seal is broken');
  }
  expect(await courier().deliver(parcel({ ...file('image-1.png', pixels), content: breaking() }))).toMatchObject({ kind: 'retry', isInDoubt: false });
  expect(received).toEqual([]);
});

test('more than a mail carries is refused before anything is sent, in words', async () => {
  const delivered = await courier().deliver(parcel({ ...file('film.mp4', Buffer.alloc(0)), byteSize: 16 * 1024 ** 2 }));
  expect([delivered, received]).toMatchObject([{ kind: 'rejected', code: 552, message: expect.stringMatching(/16 MiB together; a mail carries 15 MiB at most/) as string }, []]);
});

test('the record of the call has neither content nor password', async () => {
  const { call } = await courier().deliver(parcel(file('image-1.png', pixels)));
  for (const hidden of ['Messenger', 'image-1', 'p@ss', 'p%40ss', 'BEGIN PGP']) expect(JSON.stringify(call)).not.toContain(hidden);
});

test('a key that nothing can be sealed to is said in words, and nothing is sent', async () => {
  const now = systemClock.now();
  const long = new Date(now.getTime() - 10 * 86_400_000);
  const expired = await generateKey({ userIDs: [{ email: TO }], date: long, keyExpirationTime: 86_400 });
  const future = await generateKey({ userIDs: [{ email: TO }], date: new Date(now.getTime() + 86_400_000) });
  const signing = await generateKey({ userIDs: [{ email: TO }], subkeys: [{ sign: true }] });
  expect(await whyNotSealedTo(openKey, now)).toBeNull();
  expect(await whyNotSealedTo('no key', now)).toMatch(/no OpenPGP public key/);
  expect(await whyNotSealedTo(signing.privateKey, now)).toMatch(/private key/);
  expect(await whyNotSealedTo(expired.publicKey, now)).toMatch(/expired, was revoked or is damaged/);
  expect(await whyNotSealedTo(future.publicKey, now)).toMatch(/not yet/);
  expect(await whyNotSealedTo(signing.publicKey, now)).toMatch(/no valid part for encryption/);
  expect(await courier({ publicKey: expired.publicKey }).deliver(parcel())).toMatchObject({ kind: 'stop', message: expect.stringMatching(/^The hotline’s key is not usable, so nothing was sent\./) as string });
  expect(received).toEqual([]);
});

const hasGpg = spawnSync('gpg', ['--version']).status === 0;

describe.skipIf(!hasGpg)('read by GnuPG (skipped where gpg is not installed)', () => {
  const home = mkdtempSync(join(tmpdir(), 'wk-gpg-'));
  const gpg = (args: string[], input = '') => {
    const run = spawnSync('gpg', ['--homedir', home, '--batch', '--yes', '--quiet', '--pinentry-mode', 'loopback', '--passphrase', '', ...args], { input, maxBuffer: 64 * 1024 ** 2 });
    if (run.status !== 0) throw new Error(run.stderr.toString());
    return run.stdout;
  };
  afterAll(() => {
    spawnSync('gpgconf', ['--homedir', home, '--kill', 'all']);
    rmSync(home, { recursive: true, force: true });
  });

  test('a hotline opens the mail with its own key: letter, report and every file, byte for byte', async () => {
    gpg(['--quick-generate-key', TO, 'future-default', 'default', 'never']);
    const publicKey = gpg(['--armor', '--export', TO]).toString();
    expect(await courier({ publicKey }).deliver(parcel(file('image-1.png', pixels), file('image-2.png', Buffer.from('second'))))).toMatchObject({ kind: 'ok' });
    const armored = /-----BEGIN PGP MESSAGE-----[\s\S]+-----END PGP MESSAGE-----/.exec(received[0]?.text ?? '')?.[0] ?? '';
    const inside = gpg(['--decrypt'], armored).toString();
    const boundary = /^Content-Type: multipart\/mixed;\s+boundary="([^"]+)"/m.exec(inside)?.[1] ?? 'none';
    const parts = inside.split(`--${boundary}`).slice(1, -1).map((part) => {
      const [head = '', ...body] = part.split('\r\n\r\n');
      const text = body.join('\r\n\r\n');
      return { head, bytes: /base64/i.test(head) ? Buffer.from(text, 'base64') : Buffer.from(text.replace(/=\r\n/g, '')) };
    });
    expect(parts.map(({ head }) => /filename=([^\r\n;]+)/.exec(head)?.[1] ?? 'letter')).toEqual(['letter', 'report.json', 'image-1.png', 'image-2.png']);
    const [letter, report, first, second] = parts.map(({ bytes }) => bytes);
    expect(letter?.toString()).toContain('TEST: NOT A REPORT');
    expect(inside).toMatch(/^Subject: Report key-1 \(test\)\r$/m);
    const { data } = JSON.parse(report?.toString() ?? '') as { data: { key: string; files: { sha256: string }[] } };
    expect([data.key, data.files.map((each) => each.sha256)]).toEqual(['key-1', [sha256(first ?? Buffer.alloc(0)), sha256(second ?? Buffer.alloc(0))]]);
    expect(first?.equals(pixels)).toBe(true);
  });
});
