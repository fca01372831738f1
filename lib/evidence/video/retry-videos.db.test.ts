import { beforeAll, expect, test } from 'vitest';
import { type Caller, db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type PlatformActor, manualClock, randomIds } from '@/lib/kernel';
import { deriveMedia } from '../derive/derive-media';
import { readRendering } from '../read';
import { receiveMedia } from '../receive';
import { NOW, platformCaller } from '../testing/desk';
import { film, hasFfmpeg } from '../testing/films';
import { retryVideos } from './retry-videos';

// Needs FFmpeg; `npm test` installs it where it may, and it is left out where it is missing.
const withFfmpeg = test.skipIf(!hasFfmpeg);

testDatabase();
let platform: Caller<PlatformActor>;
beforeAll(async () => {
  platform = await platformCaller(manualClock(NOW));
});

async function send(bytes: Buffer): Promise<string> {
  const received = await receiveMedia(platform, { body: new Blob([Uint8Array.from(bytes)]).stream(), contentType: 'video/mp4', contentLength: String(bytes.length) });
  if (!received.ok) throw new Error(received.problem.safeMessage);
  return received.value.receipt.mediaId;
}

const withoutDecoder = { state: 'unreadable', unreadableCode: 'no_decoder' } as const;
const queued = async () => (await db().$queryRaw<{ key: string }[]>`SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'derive-video'`).map(({ key }) => key);

withFfmpeg('videos that came while there was no decoder are read once there is one; what it could not decode is not read again', async () => {
  const [missed, foreign] = [await send(await film()), await send(await film({ seconds: 1 }))];
  await db().media.update({ where: { id: missed }, data: withoutDecoder });
  await db().media.update({ where: { id: foreign }, data: { ...withoutDecoder, streams: [{ kind: 'video', codec: 'unheard-of' }] } });
  await db().$executeRaw`SELECT graphile_worker.remove_job('derive-media:' || ${missed})`;
  await db().$executeRaw`SELECT graphile_worker.remove_job('derive-media:' || ${foreign})`;

  expect(await retryVideos(db())).toBe(1);
  expect(await queued()).toEqual([`derive-media:${missed}`]);

  await deriveMedia({ client: db(), clock: manualClock(NOW), ids: randomIds }, missed);
  const media = await db().media.findUniqueOrThrow({ where: { id: missed } });
  expect(media).toMatchObject({ state: 'ready', unreadableCode: null, width: 320, height: 180, durationMs: 3_000 });
  expect(media.renderings.toSorted()).toEqual(['peek', 'play', 'preview', 'still']);
  expect((await readRendering(media, 'play')).subarray(0, 4)).toEqual(Buffer.of(0x1a, 0x45, 0xdf, 0xa3));
  expect(await retryVideos(db())).toBe(0);
});
