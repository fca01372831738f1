import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Caller, db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type PlatformActor, config, manualClock } from '@/lib/kernel';
import { localFolder } from './local-folder';
import { nameOf } from './names';
import { readOriginal } from './read';
import { receiveMedia } from './receive';
import { NOW, platformCaller } from './testing/desk';
import { draw } from './testing/pictures';

testDatabase();
let platform: Caller<PlatformActor>;
beforeAll(async () => {
  platform = await platformCaller(manualClock(NOW));
});

const namesIn = async (folder: string) => (await readdir(folder, { recursive: true })).sort();
const streamOf = (bytes: Uint8Array) => new Blob([Uint8Array.from(bytes)]).stream();

async function send(bytes: Uint8Array, contentType: string | null = 'image/png') {
  const received = await receiveMedia(platform, { body: streamOf(bytes), contentType, contentLength: String(bytes.length) });
  if (!received.ok) throw new Error(received.problem.safeMessage);
  return received.value;
}

test('a file is stored as it came, under the hashes of its bytes, and its renderings are a job of the same transaction', async () => {
  const bytes = await draw(11).png().toBuffer();
  const { receipt, isNew } = await send(bytes);
  const hash = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
  expect(isNew).toBe(true);
  expect(receipt).toMatchObject({ sha256: hash('sha256'), sha1: hash('sha1'), md5: hash('md5'), contentType: 'image/png', byteSize: bytes.length, width: null, height: null });
  const media = await db().media.findUniqueOrThrow({ where: { id: receipt.mediaId } });
  expect(Buffer.compare(await readOriginal(media), bytes)).toBe(0);
  expect(media).toMatchObject({ state: 'received', renderings: [], width: null });
  expect(await db().$queryRaw`SELECT task_identifier AS task FROM graphile_worker.jobs WHERE key = ${`derive-media:${media.id}`}`).toEqual([{ task: 'derive-media' }]);
  expect(await db().auditEvent.count({ where: { action: 'media.received', targets: { array_contains: [{ type: 'media', id: media.id }] } } })).toBe(1);
});

test('the same bytes again, under another label, answer with the first file', async () => {
  const bytes = await draw(13).png().toBuffer();
  const first = await send(bytes);
  const again = await send(bytes, 'application/octet-stream');
  expect(again).toMatchObject({ receipt: { mediaId: first.receipt.mediaId, sha256: first.receipt.sha256 }, isNew: false });
});

test('the same bytes sent by twelve at once are one file, and nobody’s copy is left over', async () => {
  const bytes = await draw(17).png().toBuffer();
  const answers = await Promise.all(Array.from({ length: 12 }, () => send(bytes)));
  expect(new Set(answers.map(({ receipt }) => receipt.mediaId)).size).toBe(1);
  expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
  const stored = await readdir(config().EVIDENCE_DIR, { recursive: true });
  expect(stored.filter((path) => path.endsWith('original.sealed'))).toHaveLength(await db().media.count());
  expect(stored.filter((path) => path.endsWith('.part'))).toEqual([]);
});

test('no path in the store tells what is in it', async () => {
  const { receipt } = await send(await draw(19).png().toBuffer());
  const paths = (await readdir(config().EVIDENCE_DIR, { recursive: true })).join('\n');
  for (const hash of [receipt.sha256, receipt.sha1, receipt.md5]) {
    expect(paths).not.toContain(hash.slice(0, 12));
    expect(paths).not.toContain(Buffer.from(hash, 'hex').toString('base64url').slice(0, 12));
  }
});

describe('a refusal', () => {
  test('is recorded with its cause and stores nothing', async () => {
    const before = await db().media.count();
    const refused = await receiveMedia(platform, { body: streamOf(Buffer.from('hello')), contentType: 'image/png', contentLength: null });
    expect(refused).toMatchObject({ ok: false, problem: { code: 'unsupported' } });
    expect(await db().auditEvent.findFirstOrThrow({ orderBy: { seq: 'desc' } })).toMatchObject({ action: 'media.refused', outcome: 'refused', details: { code: 'unsupported' }, actorId: platform.actor.id });
    expect(await db().media.count()).toBe(before);
  });

  test('of a body that breaks off leaves nothing behind, and is said to be that', async () => {
    const before = await namesIn(config().EVIDENCE_DIR);
    for (const [error, isTold] of [[Object.assign(new Error('aborted'), { code: 'ECONNRESET' }), true], [new Error('something of ours'), false]] as const) {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(randomBytes(3_000_000)),
        pull: (controller) => controller.error(error),
      });
      const sent = receiveMedia(platform, { body, contentType: 'video/mp4', contentLength: null });
      if (isTold) expect(await sent).toMatchObject({ ok: false, problem: { code: 'invalid', status: 400 } });
      else await expect(sent).rejects.toBe(error);
    }
    expect(await namesIn(config().EVIDENCE_DIR)).toEqual(before);
  });
});

test('bytes whose key was destroyed may come again, as another file', async () => {
  const bytes = await draw(23).png().toBuffer();
  const first = await send(bytes);
  await db().media.update({ where: { id: first.receipt.mediaId }, data: { state: 'destroyed', wrappedKey: new Uint8Array() } });
  const again = await send(bytes);
  expect([again.isNew, again.receipt.mediaId === first.receipt.mediaId]).toEqual([true, false]);
  expect(Buffer.compare(await readOriginal(await db().media.findUniqueOrThrow({ where: { id: again.receipt.mediaId } })), bytes)).toBe(0);
});

test('a file of the first version, which lies under its id, is read where it lies', async () => {
  const bytes = await draw(29).png().toBuffer();
  const { receipt: { mediaId: id } } = await send(bytes);
  const media = await db().media.findUniqueOrThrow({ where: { id } });
  const store = localFolder(config().EVIDENCE_DIR);
  await store.move(nameOf(media, 'original'), `${id.slice(-2)}/${id}/original.sealed`);
  await db().media.update({ where: { id }, data: { address: id } });
  expect(Buffer.compare(await readOriginal({ ...media, address: id }), bytes)).toBe(0);
});
