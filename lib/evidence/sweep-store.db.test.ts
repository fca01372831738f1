import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { config, manualClock, randomIds, systemClock } from '@/lib/kernel';
import { incomingName, nameOf } from './names';
import { evidenceStore } from './open-store';
import { readOriginal } from './read';
import { receiveMedia } from './receive';
import { sweepStore } from './sweep-store';
import { NOW, platformCaller } from './testing/desk';
import { draw } from './testing/pictures';

testDatabase();
const DAY = 24 * 60 * 60_000;

test('what a crash left is removed after a day, and nothing that a row refers to, nor what is not ours', async () => {
  const platform = await platformCaller(manualClock(NOW));
  const send = async (seed: number) => {
    const bytes = await draw(seed).png().toBuffer();
    const received = await receiveMedia(platform, { body: new Blob([Uint8Array.from(bytes)]).stream(), contentType: 'image/png', contentLength: null });
    if (!received.ok) throw new Error(received.problem.safeMessage);
    return db().media.findUniqueOrThrow({ where: { id: received.value.receipt.mediaId } });
  };
  const [kept, destroyed, old] = [await send(1), await send(2), await send(3)];
  await db().media.update({ where: { id: destroyed.id }, data: { state: 'destroyed', wrappedKey: new Uint8Array() } });
  await evidenceStore().move(nameOf(old, 'original'), `${old.id.slice(-2)}/${old.id}/original.sealed`);
  await db().media.update({ where: { id: old.id }, data: { address: old.id } });
  const stranger = { id: randomIds.next(), address: 'ab'.repeat(32) };
  const put = (name: string) => evidenceStore().put(name, Readable.from([Buffer.from('x')]));
  for (const name of [incomingName(randomIds.next()), incomingName(kept.id), nameOf(stranger, 'original'), nameOf(stranger, 'peek'), nameOf({ id: stranger.id, address: stranger.id }, 'original'), `${nameOf(kept, 'preview')}.0badcafe.part`, 'ab/somebody-elses', 'lost+found/x']) await put(name);

  const inADay = (ms: number) => sweepStore({ client: db(), clock: manualClock(new Date(systemClock.now().getTime() + ms)) });
  expect(await inADay(DAY - 60_000)).toBe(0);
  expect(await inADay(DAY + 60_000)).toBe(7);
  expect(await inADay(DAY + 60_000)).toBe(0);
  const left = (await readdir(config().EVIDENCE_DIR, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);
  expect(left.sort()).toEqual(['original.sealed', 'original.sealed', 'somebody-elses', 'x']);
  await readOriginal(kept);
  await readOriginal({ ...old, address: old.id });
});
