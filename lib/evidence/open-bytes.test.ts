import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { buildDecrypt } from '@aws-crypto/decrypt-node';
import { buildEncrypt } from '@aws-crypto/encrypt-node';
import { AlgorithmSuiteIdentifier, CommitmentPolicy, type KeyringNode, MultiKeyringNode, NodeAlgorithmSuite } from '@aws-crypto/material-management-node';
import { deserializeFactory } from '@aws-crypto/serialize';
import { expect, test } from 'vitest';
import { BrokenSeal } from './broken-seal';
import { FRAME_BYTES } from './frames';
import { openBytes, openStream } from './open-bytes';
import { SUITE, contextOf, keyringOf } from './seal-format';

// The library reads its own messages with streams of its own, which nothing here uses but this test: both have to agree.
const { decrypt } = buildDecrypt(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
const { encrypt } = buildEncrypt(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
const { deserializeMessageHeader } = deserializeFactory((bytes) => Buffer.from(bytes).toString('utf8'), NodeAlgorithmSuite);

const key = Uint8Array.from(randomBytes(32));
const binding = { objectId: '0199e0c0-0000-7000-8000-000000000001', rendering: 'original' } as const;
const SMALL = 64;
const plain = randomBytes(3 * SMALL + 10);

interface Sealing {
  readonly bytes?: Uint8Array;
  readonly frameLength?: number;
  readonly suiteId?: AlgorithmSuiteIdentifier;
  readonly keyring?: KeyringNode;
}
async function sealedByLibrary({ bytes = plain, frameLength = SMALL, suiteId = SUITE, keyring = keyringOf(key, binding) }: Sealing = {}): Promise<Buffer> {
  const { result } = await encrypt(keyring, Buffer.from(bytes), { suiteId, encryptionContext: contextOf(binding), frameLength });
  return Buffer.from(result);
}

/** What the library opens, or null where it refuses. */
const byLibrary = (sealed: Uint8Array): Promise<Buffer | null> =>
  decrypt(keyringOf(key, binding), Buffer.from(sealed), { maxBodySize: FRAME_BYTES }).then(
    ({ plaintext }) => plaintext,
    () => null,
  );
/** The same by ours; anything else than a broken seal fails the test. */
const byUs = (sealed: Uint8Array): Promise<Buffer | null> =>
  openBytes(key, binding, sealed).catch((error: unknown) => {
    expect(error).toBeInstanceOf(BrokenSeal);
    return null;
  });

async function expectRefused(sealed: Uint8Array, what: string): Promise<void> {
  expect([await byLibrary(sealed), await byUs(sealed)], what).toEqual([null, null]);
}

/** The header with its tag, and each frame. */
function partsOf(sealed: Buffer): { header: Buffer; frames: Buffer[] } {
  const info = deserializeMessageHeader(Uint8Array.from(sealed));
  if (!info) throw new Error('That is no header.');
  const [begin, frame] = [info.headerLength + info.headerAuth.headerAuthLength, 4 + 12 + SMALL + 16];
  const count = Math.floor((sealed.length - begin - 40) / frame);
  const frames = Array.from({ length: count }, (_, at) => sealed.subarray(begin + at * frame, begin + (at + 1) * frame));
  return { header: sealed.subarray(0, begin), frames: [...frames, sealed.subarray(begin + count * frame)] };
}

test('what the library seals opens as the library opens it, whatever the length, the frames and the pieces', async () => {
  for (const frameLength of [1, SMALL, 4096]) {
    for (const length of [0, 1, SMALL - 1, SMALL, SMALL + 1, 3 * SMALL, 1_000]) {
      const bytes = randomBytes(length);
      const sealed = await sealedByLibrary({ bytes, frameLength });
      expect((await byLibrary(sealed))?.equals(bytes)).toBe(true);
      for (const size of [1, 7, 100, sealed.length]) {
        const pieces = Array.from({ length: Math.ceil(sealed.length / size) }, (_, at) => sealed.subarray(at * size, (at + 1) * size));
        expect((await buffer(openStream(key, binding, Readable.from(pieces)))).equals(bytes), `${length} bytes in frames of ${frameLength}, ${size} at once`).toBe(true);
      }
    }
  }
}, 60_000);

test('pieces that are given in one memory again and again open all the same', async () => {
  const sealed = await sealedByLibrary();
  async function* inOneMemory(): AsyncGenerator<Uint8Array> {
    const memory = Buffer.alloc(50);
    for (let at = 0; at < sealed.length; at += memory.length) {
      const taken = sealed.copy(memory, 0, at);
      yield await Promise.resolve(memory.subarray(0, taken));
      memory.fill(0);
    }
  }
  expect((await buffer(openStream(key, binding, inOneMemory()))).equals(plain)).toBe(true);
});

test('a flipped bit in any byte is refused by both', async () => {
  const sealed = await sealedByLibrary();
  for (const place of sealed.keys()) {
    const changed = Buffer.from(sealed);
    changed[place]! ^= 1 << place % 8;
    await expectRefused(changed, `byte ${place} of ${sealed.length}`);
  }
}, 60_000);

test('cut short at any byte, it is refused by both', async () => {
  const sealed = await sealedByLibrary();
  for (const length of sealed.keys()) await expectRefused(sealed.subarray(0, length), `${length} of ${sealed.length} bytes`);
}, 60_000);

test('frames that are missing, doubled, in another order or of another file are refused by both', async () => {
  const { header, frames: [first, second, third, last] } = partsOf(await sealedByLibrary());
  const other = partsOf(await sealedByLibrary({ bytes: randomBytes(plain.length) }));
  if (!first || !second || !third || !last) throw new Error('There are four frames.');
  expect((await byUs(Buffer.concat([header, first, second, third, last])))?.equals(plain)).toBe(true);
  const wrong = {
    'first missing': [second, third, last],
    'middle missing': [first, third, last],
    'last missing': [first, second, third],
    'all missing': [],
    'last alone': [last],
    'one doubled': [first, second, second, third, last],
    'order changed': [second, first, third, last],
    'last in the middle': [first, second, last, third],
    'frame of another file': [first, other.frames[1] ?? second, third, last],
    'last of another file': [first, second, third, other.frames[3] ?? first],
  };
  for (const [what, frames] of Object.entries(wrong)) await expectRefused(Buffer.concat([header, ...frames]), what);
  await expectRefused(Buffer.concat([other.header, first, second, third, last]), 'header of another file');
});

test('a header that is authentic under a key that it does not commit to is refused by both', async () => {
  const sealed = await sealedByLibrary();
  const { header, frames } = partsOf(sealed);
  const info = deserializeMessageHeader(Uint8Array.from(sealed));
  if (!info) throw new Error('That is no header.');
  // As somebody makes one who holds the key: the key of this file, and with it the header's tag anew.
  const { messageHeader: { messageId, encryptedDataKeys: [wrapped] }, rawHeader } = info;
  const { rawInfo, encryptedDataKey } = wrapped ?? {};
  if (!rawInfo || !encryptedDataKey) throw new Error('It has a wrapped key.');
  const contextBytes = rawHeader.subarray(1 + 2 + 32 + 2, 1 + 2 + 32 + 2 + Buffer.from(rawHeader).readUInt16BE(1 + 2 + 32));
  const unwrap = createDecipheriv('aes-256-gcm', key, rawInfo.subarray(-12)).setAAD(contextBytes).setAuthTag(encryptedDataKey.subarray(-16));
  const dataKey = Buffer.concat([unwrap.update(encryptedDataKey.subarray(0, -16)), unwrap.final()]);
  const label = Buffer.concat([Buffer.from(rawHeader.subarray(1, 3)), Buffer.from('DERIVEKEY')]);
  const derived = Buffer.from(hkdfSync('sha512', dataKey, messageId, label, 32));
  const withTag = (raw: Buffer): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', derived, Buffer.alloc(12)).setAAD(raw);
    cipher.final();
    return Buffer.concat([raw, cipher.getAuthTag(), ...frames]);
  };
  const raw = Buffer.from(rawHeader);
  expect(withTag(raw).equals(sealed)).toBe(true);
  expect(header.subarray(0, raw.length).equals(raw)).toBe(true);
  raw[raw.length - 1]! ^= 1;
  await expectRefused(withTag(raw), 'commitment changed');
});

test('a suite without commitment, and frames larger than ours, are refused by both', async () => {
  const loose = buildEncrypt(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT);
  const { result } = await loose.encrypt(keyringOf(key, binding), plain, { suiteId: AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA256, encryptionContext: contextOf(binding), frameLength: SMALL });
  await expectRefused(result, 'no commitment');
  await expectRefused(await sealedByLibrary({ bytes: randomBytes(FRAME_BYTES + 1), frameLength: FRAME_BYTES + 1 }), 'large frames');
});

test('what the library would let pass, and never is written here, is refused: another suite, another key beside ours, bytes behind the end', async () => {
  const signed = await sealedByLibrary({ suiteId: AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY_ECDSA_P384 });
  const other = keyringOf(Uint8Array.from(randomBytes(32)), { ...binding, objectId: 'another' });
  const shared = await sealedByLibrary({ keyring: new MultiKeyringNode({ generator: keyringOf(key, binding), children: [other] }) });
  const longer = Buffer.concat([await sealedByLibrary(), Buffer.from([0])]);
  for (const sealed of [signed, shared, longer]) {
    expect((await byLibrary(sealed))?.equals(plain)).toBe(true);
    expect(await byUs(sealed)).toBeNull();
  }
});

test('who leaves with an error of their own is not told of a broken seal, and the source is closed', async () => {
  const sealed = await sealedByLibrary();
  let isClosed = false;
  async function* content(): AsyncGenerator<Uint8Array> {
    try {
      for (const byte of sealed) yield await Promise.resolve(Uint8Array.of(byte));
    } finally {
      isClosed = true;
    }
  }
  const stream = openStream(key, binding, content());
  const failed = new Promise((resolve) => stream.once('error', resolve));
  stream.once('data', () => stream.destroy(new Error('the reader went away')));
  expect(await failed).toEqual(new Error('the reader went away'));
  await expect.poll(() => isClosed).toBe(true);
});

test('who leaves before the first byte closes the source', async () => {
  const source = Readable.from([await sealedByLibrary()]);
  openStream(key, binding, source).destroy();
  await expect.poll(() => source.destroyed).toBe(true);
});
