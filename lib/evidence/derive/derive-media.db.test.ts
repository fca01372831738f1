import { rm } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, db, listen, transact } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type PlatformActor, manualClock, ok } from '@/lib/kernel';
import { unwrapKey } from '../keys';
import { readOriginal, readRendering } from '../read';
import { receiveMedia } from '../receive';
import { openText } from '../seal-text';
import { breakSeal, storedPath } from '../testing/break-seal';
import { NOW, leasedItem, personCaller, platformCaller } from '../testing/desk';
import { draw, gifOf, pngBomb } from '../testing/pictures';
import { deriveSooner } from './derive-later';
import { deriveMedia } from './derive-media';
import { pictureDecoder } from './derive-picture';
import { DecoderEnded } from './decoder';
import { sweepMedia } from './sweep-media';

const database = testDatabase();
const clock = manualClock(NOW);
let platform: Caller<PlatformActor>;
let tools: Parameters<typeof deriveMedia>[0];
beforeAll(async () => {
  platform = await platformCaller(clock);
  tools = { client: database.client, clock, ids: platform.ids };
});
afterAll(() => pictureDecoder().close());

async function send(bytes: Buffer, contentType = 'image/jpeg'): Promise<string> {
  const received = await receiveMedia(platform, { body: new Blob([Uint8Array.from(bytes)]).stream(), contentType, contentLength: null });
  if (!received.ok) throw new Error(received.problem.safeMessage);
  return received.value.receipt.mediaId;
}

const derive = (mediaId: string, attempt?: number) => deriveMedia(tools, mediaId, undefined, attempt);
const row = (id: string) => db().media.findUniqueOrThrow({ where: { id } });
const entries = (mediaId: string) => db().auditEvent.findMany({ where: { action: 'media.derived', targets: { array_contains: [{ type: 'media', id: mediaId }] } } });

let seed = 100;
const photograph = () => draw((seed += 1)).withExif({ IFD0: { ImageDescription: 'EXIF-CANARY-88' } }).jpeg().toBuffer();

test('a photograph becomes ready with its renderings, its size and what it says about itself, sealed', async () => {
  const mediaId = await send(await photograph());
  expect(await row(mediaId)).toMatchObject({ state: 'received', renderings: [], derivedAt: null });
  await derive(mediaId);
  const media = await row(mediaId);
  expect(media).toMatchObject({ state: 'ready', unreadableCode: null, width: 640, height: 420, frames: 1, durationMs: null, streams: [], renderings: ['preview', 'still', 'peek'], derivedAt: clock.now() });
  for (const [name, width] of [['preview', 480], ['still', 160], ['peek', 640]] as const) {
    expect(await sharp(await readRendering(media, name)).metadata()).toMatchObject({ format: 'jpeg', width, channels: 1 });
  }
  expect(Buffer.from(media.sealedMetadata ?? []).includes('CANARY')).toBe(false);
  expect(JSON.parse(openText(unwrapKey(media), { purpose: 'metadata', id: mediaId }, media.sealedMetadata ?? new Uint8Array()))).toMatchObject({ exif: { Image: { ImageDescription: 'EXIF-CANARY-88' } } });
  expect(await entries(mediaId)).toMatchObject([{ actorKind: 'system', outcome: 'done', details: { state: 'ready' } }]);
});

test('done twice, and twice at once, it is written down once', async () => {
  const mediaId = await send(await photograph());
  await Promise.all([derive(mediaId), derive(mediaId)]);
  const media = await row(mediaId);
  await derive(mediaId);
  expect(await row(mediaId)).toEqual(media);
  expect(await entries(mediaId)).toHaveLength(1);
  expect(await sharp(await readRendering(media, 'preview')).metadata()).toMatchObject({ width: 480 });
});

test('what a crash left half done is done again', async () => {
  const mediaId = await send(await photograph());
  await derive(mediaId);
  // As it is when the worker dies after two of three renderings were stored.
  await db().media.update({ where: { id: mediaId }, data: { state: 'received', renderings: [], sealedMetadata: null, width: null, height: null, derivedAt: null } });
  await rm(await storedPath(mediaId, 'peek'));
  await derive(mediaId);
  expect(await row(mediaId)).toMatchObject({ state: 'ready', width: 640 });
  expect((await readRendering(await row(mediaId), 'peek')).length).toBeGreaterThan(0);
});

test.each([
  ['damaged', 'image/jpeg', (await draw(91).jpeg().toBuffer()).subarray(0, 4_000)],
  ['too_many_pixels', 'image/png', pngBomb(30_000, 30_000)],
  ['too_many_frames', 'image/gif', gifOf(601)],
  ['unknown', 'image/x-thing', Buffer.from([0, 1, 2, 3, 255, 254])],
] as const)('what cannot be shown (%s) is kept, with the reason, and its bytes are as they came', async (code, type, bytes) => {
  const mediaId = await send(Buffer.from(bytes), type);
  await derive(mediaId);
  expect(await row(mediaId)).toMatchObject({ state: 'unreadable', unreadableCode: code, renderings: [], derivedAt: clock.now() });
  expect(await entries(mediaId)).toMatchObject([{ details: { state: 'unreadable', code } }]);
  expect(Buffer.compare(await readOriginal(await row(mediaId)), bytes)).toBe(0);
});

test('a picture longer than is decoded here is not read at all', async () => {
  const mediaId = await send(await photograph());
  await db().media.update({ where: { id: mediaId }, data: { byteSize: 65 * 1024 * 1024 } });
  await rm(await storedPath(mediaId));
  await derive(mediaId);
  expect(await row(mediaId)).toMatchObject({ state: 'unreadable', unreadableCode: 'too_large' });
});

test('a broken seal is no verdict about the file: it stays as it is, the supervisors are told, and once mended it is shown', async () => {
  const mediaId = await send(await photograph());
  const mend = await breakSeal(mediaId);
  await expect(derive(mediaId)).rejects.toThrow('sealed original');
  expect(await row(mediaId)).toMatchObject({ state: 'received' });
  expect(await db().auditEvent.count({ where: { action: 'evidence.broken', targets: { array_contains: [{ type: 'media', id: mediaId }] } } })).toBe(1);
  await mend();
  await derive(mediaId);
  expect(await row(mediaId)).toMatchObject({ state: 'ready' });
});

test('a decoder that is killed is no verdict either, before the fifth time', async () => {
  const [once, always] = [await send(await photograph()), await send(await photograph())];
  const killed = async (mediaId: string, attempt: number) => {
    const deriving = derive(mediaId, attempt);
    const outcome = deriving.catch((error: unknown) => error);
    // The next decoder, as soon as it is there.
    await expect.poll(() => pictureDecoder().pids().map((pid) => process.kill(pid, 'SIGKILL')).length, { interval: 5 }).toBe(1);
    return outcome;
  };
  pictureDecoder().close();
  expect(await killed(once, 1)).toBeInstanceOf(DecoderEnded);
  expect(await row(once)).toMatchObject({ state: 'received' });
  await derive(once, 2);
  expect(await row(once)).toMatchObject({ state: 'ready' });

  pictureDecoder().close();
  expect(await killed(always, 5)).toBeUndefined();
  expect(await row(always)).toMatchObject({ state: 'unreadable', unreadableCode: 'too_much_memory' });
});

test('open pages are told: those of its items, and the queue', async () => {
  const mediaId = await send(await photograph());
  const moderator = await personCaller(clock);
  const { itemId } = await leasedItem(moderator, platform, [mediaId]);
  await db().media.update({ where: { id: mediaId }, data: { state: 'received' } });
  const heard: unknown[] = [];
  const off = listen((announcement) => heard.push(announcement));
  // Listening begins a moment after it is asked for: told again until it is heard.
  await expect.poll(async () => {
    await db().media.update({ where: { id: mediaId }, data: { state: 'received' } });
    await derive(mediaId);
    return heard;
  }, { timeout: 15_000, interval: 200 }).toEqual(expect.arrayContaining([{ topic: 'queue', id: '' }, { topic: 'case', id: itemId }]));
  off();
});

/** The file's job as the queue has it. */
async function jobOf(mediaId: string): Promise<{ task: string; priority: number; attempts: number } | undefined> {
  const [job] = await db().$queryRaw<{ task: string; priority: number; attempts: number }[]>`
    SELECT task_identifier AS task, priority, attempts FROM graphile_worker.jobs WHERE key = ${`derive-media:${mediaId}`}`;
  return job;
}

test('files of urgent items go first, then those of the others, then those that no item holds; a later item moves none back', async () => {
  const [idle, soon, urgent] = [await send(await photograph()), await send(await photograph()), await send(await photograph())];
  await transact(db(), async (tx) => ok(await deriveSooner(tx, [{ mediaId: soon, urgency: 2_900 }, { mediaId: urgent, urgency: 2_100 }, { mediaId: urgent, urgency: 99 }])));
  await transact(db(), async (tx) => ok(await deriveSooner(tx, [{ mediaId: urgent, urgency: 1_500 }])));
  const [first, second, last] = [await jobOf(urgent), await jobOf(soon), await jobOf(idle)];
  expect([first?.priority, second?.priority]).toEqual([99, 2_900]);
  expect(last!.priority).toBeGreaterThan(2_999);
});

test('a film waits in a line of its own', async () => {
  const mediaId = await send(Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'), 'video/mp4');
  expect(await jobOf(mediaId)).toMatchObject({ task: 'derive-video' });
});

test('a job that a killed worker holds, or that is gone, is found again; one that is at work or waits is not', async () => {
  const [waiting, atWork, lost, gone] = [await send(await photograph()), await send(await photograph()), await send(await photograph()), await send(await photograph())];
  const owner = database.owner;
  const lock = (mediaId: string, ago: string) => owner.query(`UPDATE graphile_worker._private_jobs SET locked_at = now() - $2::interval, locked_by = 'gone' WHERE key = $1`, [`derive-media:${mediaId}`, ago]);
  await lock(atWork, '1 minute');
  await lock(lost, '4 minutes');
  await owner.query('DELETE FROM graphile_worker._private_jobs WHERE key = $1', [`derive-media:${gone}`]);
  const before = await jobOf(waiting);
  expect(await sweepMedia(database.client)).toBeGreaterThanOrEqual(2);
  expect([await jobOf(lost), await jobOf(gone)]).toMatchObject([{ attempts: 0 }, { attempts: 0 }]);
  expect(await jobOf(waiting)).toEqual(before);
  expect(await sweepMedia(database.client)).toBe(0);
});

