import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Readable, type Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openStream, sealStream } from '@/lib/evidence';
import type { BenchContext } from '../measure';

const MEBIBYTE = 1024 * 1024;
const SIZE = 128 * MEBIBYTE;
/** As networks deliver it, and as it is read from a folder. */
const [SENT_BYTES, READ_BYTES] = [64 * 1024, 256 * 1024];

const piecesOf = (bytes: Uint8Array, size: number) => Readable.from(
  (function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  })(),
);

/** Bytes as they come, taken and let go, at so many MB/s. */
async function rate(content: Readable, cipher?: Transform): Promise<number> {
  const sink = new Writable({ highWaterMark: MEBIBYTE, write: (_part, _encoding, done) => done() });
  const begin = performance.now();
  await (cipher ? pipeline(content, cipher, sink) : pipeline(content, sink));
  return SIZE / 1_000 / (performance.now() - begin);
}

/**
 * Sealing and opening a film as it passes, in the format of the vetted library with its frames, commitment and checks,
 * against Node's bare AES-256-GCM over the same bytes in the same pieces.
 */
export async function benchSeal(context: BenchContext): Promise<void> {
  const key = Uint8Array.from(randomBytes(32));
  const binding = { objectId: '01a20000-0000-7000-8000-000000000001', rendering: 'original' } as const;
  const plain = randomBytes(SIZE);
  const sealed = Buffer.concat(await sealStream(key, binding, piecesOf(plain, SENT_BYTES)).toArray());
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const bare = Buffer.concat([cipher.update(plain), cipher.final()]);
  const decipher = () => createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 }).setAuthTag(cipher.getAuthTag());

  const figure = { unit: 'ratio', target: 0.6, better: 'higher', runs: 9 } as const;
  await context.measure({
    ...figure,
    metric: 'seal, MB/s as it streams, against bare AES-256-GCM of the same run',
    subject: () => rate(sealStream(key, binding, piecesOf(plain, SENT_BYTES))),
    baseline: () => rate(piecesOf(plain, SENT_BYTES), createCipheriv('aes-256-gcm', key, iv)),
  });
  await context.measure({
    ...figure,
    metric: 'open, MB/s as it streams, against bare AES-256-GCM of the same run',
    subject: () => rate(openStream(key, binding, piecesOf(sealed, READ_BYTES))),
    baseline: () => rate(piecesOf(bare, READ_BYTES), decipher()),
  });
}
