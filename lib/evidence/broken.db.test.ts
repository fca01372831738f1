import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, type Media, db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type PlatformActor, config, manualClock } from '@/lib/kernel';
import { BrokenSeal } from './broken-seal';
import { localFolder } from './local-folder';
import { nameOf } from './names';
import { evidenceStore } from './open-store';
import { readOriginal } from './read';
import { receiveMedia } from './receive';
import type { EvidenceStore } from './store';
import { NOW, platformCaller } from './testing/desk';
import { draw } from './testing/pictures';
import { type OpenBucket, openBucket } from './testing/s3-server';

testDatabase();
let bucket: OpenBucket;
let platform: Caller<PlatformActor>;
const sent: { media: Media; bytes: Buffer }[] = [];

beforeAll(async () => {
  bucket = await openBucket();
  // The configuration of a deployment with a bucket, read before anything else is.
  const { bucket: name, endpoint, credentials } = bucket.options;
  Object.assign(process.env, {
    EVIDENCE_STORE: 's3', EVIDENCE_S3_BUCKET: name, EVIDENCE_S3_ENDPOINT: endpoint, EVIDENCE_S3_PATH_STYLE: 'true',
    EVIDENCE_S3_ACCESS_KEY_ID: credentials.accessKeyId, EVIDENCE_S3_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  });
  platform = await platformCaller(manualClock(NOW));
  for (const seed of [1, 2]) {
    const bytes = await draw(seed, { width: 1_600, height: 1_200 }).png({ compressionLevel: 0 }).toBuffer();
    const received = await receiveMedia(platform, { body: new Blob([Uint8Array.from(bytes)]).stream(), contentType: 'image/png', contentLength: null });
    if (!received.ok) throw new Error(received.problem.safeMessage);
    sent.push({ bytes, media: await db().media.findUniqueOrThrow({ where: { id: received.value.receipt.mediaId } }) });
  }
});
afterAll(() => bucket.close());

test.each(['a folder', 'a bucket'])('in %s: a flipped bit, a cut end and another file in its place open nothing', async (kind) => {
  expect(config().EVIDENCE_STORE).toBe('s3');
  const store: EvidenceStore = kind === 'a bucket' ? evidenceStore() : localFolder(config().EVIDENCE_DIR);
  const [one, other] = [sent[0]!, sent[1]!];
  const name = nameOf(one.media, 'original');
  const whole = await buffer(await evidenceStore().get(name));
  const flipped = Buffer.from(whole);
  flipped[whole.length >> 1]! ^= 1;
  const swapped = await buffer(await evidenceStore().get(nameOf(other.media, 'original')));
  const read = async (stored: Buffer) => {
    await store.put(name, Readable.from([stored]));
    // What was put into a folder is read from there, and goes through the bucket to be opened.
    await evidenceStore().put(name, await store.get(name));
    return readOriginal(one.media);
  };
  for (const stored of [flipped, whole.subarray(0, whole.length - 1), whole.subarray(0, whole.length / 2), swapped, Buffer.alloc(0)]) {
    await expect(read(stored)).rejects.toBeInstanceOf(BrokenSeal);
  }
  expect(Buffer.compare(await read(whole), one.bytes)).toBe(0);
}, 60_000);
