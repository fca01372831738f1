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
import { sealAge } from './seal-age';
import { sealOpenPgp } from './seal-open-pgp';
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

/** The same bytes without thread and file. */
async function sealedHere(seal: typeof sealAge, { publicKey }: Recipient, bytes: Uint8Array): Promise<Buffer> {
  const written: Uint8Array[] = [];
  for await (const pieces of seal(publicKey, inPieces(bytes, 300_001))) written.push(...pieces);
  return Buffer.concat(written);
}

/** As the libraries of the two formats open it. */
async function opened({ kind }: Recipient, whole: Uint8Array): Promise<Buffer> {
  if (kind === 'age') {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    return Buffer.from(await decrypter.decrypt(whole));
  }
  const decryptionKeys = await readPrivateKey({ armoredKey: privateKey });
  const message = await decrypt({ message: await readMessage({ binaryMessage: whole }), decryptionKeys, format: 'binary' });
  return Buffer.from(message.data as unknown as Uint8Array);
}

/** Where the chunks of age and the parts of OpenPGP end, and just beside. */
const LENGTHS = [0, 1, ...[65_536, 131_072, 524_288].flatMap((edge) => [edge - 1, edge, edge + 1]), 1_500_000];

test('age: every length comes out as it went in, and is as long as the format says', async () => {
  const [chunk, tag] = [65_536, 16];
  const head = (await sealedHere(sealAge, age, new Uint8Array())).length - tag;
  for (const length of LENGTHS) {
    const bytes = randomBytes(length);
    const whole = await sealedHere(sealAge, age, bytes);
    expect((await opened(age, whole)).equals(bytes), `${length} bytes`).toBe(true);
    expect(whole).toHaveLength(head + length + tag * Math.max(1, Math.ceil(length / chunk)));
  }
});

test('OpenPGP: every length comes out as it went in', async () => {
  for (const length of LENGTHS) {
    const bytes = randomBytes(length);
    expect((await opened(openPgp, await sealedHere(sealOpenPgp, openPgp, bytes))).equals(bytes), `${length} bytes`).toBe(true);
  }
});

const MEMORY_BYTES = PIECES * PIECE_BYTES;

test.each([0, PIECE_BYTES, MEMORY_BYTES - 1, MEMORY_BYTES + 1, 2 * MEMORY_BYTES + PIECE_BYTES])('%i bytes go through the shared memory to the file in their order, with either key', async (length) => {
  const bytes = randomBytes(length);
  for (const recipient of [age, openPgp]) expect((await opened(recipient, await sealed(recipient, bytes))).equals(bytes), recipient.kind).toBe(true);
}, 60_000);

test('no two files are sealed alike, and a bit that was changed is noticed', async () => {
  const bytes = randomBytes(100_000);
  const [one, other] = [await sealed(age, bytes), await sealed(age, bytes)];
  expect(one.subarray(-64).equals(other.subarray(-64))).toBe(false);
  one[one.length - 70_000] = (one.at(-70_000) ?? 0) ^ 1;
  await expect(opened(age, one)).rejects.toThrow();
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
