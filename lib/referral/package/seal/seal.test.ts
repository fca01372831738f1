import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { decrypt, generateKey, readMessage, readPrivateKey } from 'openpgp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PIECES, PIECE_BYTES } from './messages';
import type { Recipient } from './recipient';
import { sealToFile } from './seal-to-file';

let folder: string;
let identity: string;
let privateKey: string;
let age: Recipient;
let openPgp: Recipient;
const never = new AbortController().signal;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'seal-test-'));
  identity = await generateIdentity();
  age = { kind: 'age', publicKey: await identityToRecipient(identity) };
  const pair = await generateKey({ userIDs: [{ name: 'Example Police', email: 'keys@example.com' }], format: 'armored' });
  privateKey = pair.privateKey;
  openPgp = { kind: 'openpgp', publicKey: pair.publicKey };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* inPieces(bytes: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield Promise.resolve(bytes.subarray(at, at + pieceBytes));
}

async function sealed(recipient: Recipient, bytes: Uint8Array, pieceBytes = 300_001): Promise<Buffer> {
  const file = join(folder, randomBytes(4).toString('hex'));
  const { byteSize, sha256 } = await sealToFile(file, recipient, inPieces(bytes, pieceBytes), never);
  const whole = readFileSync(file);
  expect([whole.length, createHash('sha256').update(whole).digest('hex')]).toEqual([byteSize, sha256]);
  return whole;
}

/** Where the chunks of age, our pieces and what is in the air at once end, and just beside. */
const EDGES = [65_536, 131_072, PIECE_BYTES, PIECES * PIECE_BYTES, 3 * PIECES * PIECE_BYTES].flatMap((edge) => [edge - 1, edge, edge + 1]);

test('age: every length comes out as it went in, and the file is as long as the format says', async () => {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const [chunk, tag] = [65_536, 16];
  const head = (await sealed(age, new Uint8Array())).length - tag;
  for (const length of [0, 1, ...EDGES]) {
    const bytes = randomBytes(length);
    const whole = await sealed(age, bytes);
    expect(Buffer.from(await decrypter.decrypt(whole)).equals(bytes), `${length} bytes`).toBe(true);
    expect(whole).toHaveLength(head + length + tag * Math.max(1, Math.ceil(length / chunk)));
  }
}, 120_000);

test('OpenPGP: every length comes out as it went in', async () => {
  const decryptionKeys = await readPrivateKey({ armoredKey: privateKey });
  for (const length of [0, 1, ...EDGES]) {
    const bytes = randomBytes(length);
    const opened = await decrypt({ message: await readMessage({ binaryMessage: await sealed(openPgp, bytes) }), decryptionKeys, format: 'binary' });
    expect(Buffer.from(opened.data as unknown as Uint8Array).equals(bytes), `${length} bytes`).toBe(true);
  }
}, 120_000);

test('no two files are sealed alike, and a bit that was changed is noticed', async () => {
  const bytes = randomBytes(100_000);
  const [one, other] = [await sealed(age, bytes), await sealed(age, bytes)];
  expect(one.subarray(-64).equals(other.subarray(-64))).toBe(false);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  one[one.length - 70_000] = (one.at(-70_000) ?? 0) ^ 1;
  await expect(decrypter.decrypt(one)).rejects.toThrow();
});

test('the programs of other people open it', async () => {
  const bytes = randomBytes(2_500_000);
  writeFileSync(join(folder, 'identity.txt'), `${identity}\n`);
  const byAge = spawnSync('age', ['-d', '-i', join(folder, 'identity.txt')], { input: await sealed(age, bytes), maxBuffer: 2 ** 24 });
  if (byAge.error) console.warn('Skipped: age is not on this machine');
  else expect([byAge.status, byAge.stdout.equals(bytes)]).toEqual([0, true]);

  const home = mkdtempSync(join(folder, 'gnupg-'));
  const gpg = (args: string[], input: Buffer | string) => spawnSync('gpg', ['--homedir', home, '--batch', '--quiet', ...args], { input, maxBuffer: 2 ** 24 });
  const imported = gpg(['--import'], privateKey);
  if (imported.error) {
    console.warn('Skipped: gpg is not on this machine');
    return;
  }
  const byGpg = gpg(['--decrypt'], await sealed(openPgp, bytes));
  expect([byGpg.status, byGpg.stdout.equals(bytes)]).toEqual([0, true]);
  spawnSync('gpgconf', ['--homedir', home, '--kill', 'all']);
}, 60_000);

test('content that fails, and a stop, end it with their own reason; no more is read', async () => {
  let isClosed = false;
  async function* failing(): AsyncGenerator<Uint8Array> {
    try {
      for (let at = 0; ; at += 1) {
        if (at === 3) throw new Error('the content broke');
        yield await Promise.resolve(new Uint8Array(PIECE_BYTES));
      }
    } finally {
      isClosed = true;
    }
  }
  await expect(sealToFile(join(folder, 'broken'), age, failing(), never)).rejects.toThrow('the content broke');
  expect(isClosed).toBe(true);

  const stop = new AbortController();
  let read = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      read += 1;
      if (read === 20) stop.abort(new Error('the worker stops'));
      yield await Promise.resolve(new Uint8Array(PIECE_BYTES));
    }
  }
  await expect(sealToFile(join(folder, 'stopped'), age, endless(), stop.signal)).rejects.toThrow('the worker stops');
  const before = read;
  await new Promise((wake) => setImmediate(wake));
  expect(read).toBeLessThanOrEqual(before + 1);
}, 60_000);

test('a file that cannot be written ends it with the disk’s own reason', async () => {
  await expect(sealToFile(join(folder, 'no', 'such', 'folder'), age, inPieces(randomBytes(9 * PIECE_BYTES), PIECE_BYTES), never)).rejects.toMatchObject({ code: 'ENOENT' });
  const taken = join(folder, 'taken');
  writeFileSync(taken, 'somebody else’s');
  await expect(sealToFile(taken, age, inPieces(randomBytes(10), 10), never)).rejects.toMatchObject({ code: 'EEXIST' });
  expect([existsSync(taken), readFileSync(taken, 'utf8')]).toEqual([true, 'somebody else’s']);
});
