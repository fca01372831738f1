import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Caller, db, transact } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type PersonActor, type PlatformActor, manualClock, randomIds } from '@/lib/kernel';
import { deriveMedia } from './derive/derive-media';
import { grantView } from './grant-view';
import { openGrant } from './open-grant';
import { receiveMedia } from './receive';
import { breakSeal } from './testing/break-seal';
import { NOW, leasedItem, personCaller, platformCaller } from './testing/desk';
import { film, hasFfmpeg } from './testing/films';

testDatabase();
const clock = manualClock(NOW);
const describeFilms = describe.skipIf(!hasFfmpeg);
let moderator: Caller<PersonActor>;
let platform: Caller<PlatformActor>;
let mediaId: string;
let item: { itemId: string; caseId: string };

beforeAll(async () => {
  if (!hasFfmpeg) return;
  platform = await platformCaller(clock);
  const bytes = await film({ seconds: 2, hasSound: true });
  const received = await receiveMedia(platform, { body: new Blob([Uint8Array.from(bytes)]).stream(), contentType: 'video/mp4', contentLength: null });
  if (!received.ok) throw new Error(received.problem.safeMessage);
  mediaId = received.value.receipt.mediaId;
  await deriveMedia({ client: db(), clock, ids: randomIds }, mediaId);
}, 60_000);

beforeEach(async () => {
  if (!hasFfmpeg) return;
  moderator = await personCaller(clock);
  item = await leasedItem(moderator, platform, [mediaId]);
});

async function granted(kind: 'peek' | 'reveal'): Promise<string> {
  const result = await transact(db(), (tx) => grantView({ ...moderator, tx }, { mediaId, itemId: item.itemId, kind, reason: 'The key frames do not say' }));
  if (!result.ok) throw new Error(result.problem.safeMessage);
  return result.value.grantId;
}

async function opened(kind: 'peek' | 'reveal') {
  const result = await openGrant(moderator, { grantId: await granted(kind) });
  if (!result.ok) throw new Error(result.problem.safeMessage);
  return result.value;
}

const bytesOf = async (body: BodyInit) => Buffer.from(await new Response(body).arrayBuffer());
const actions = async () => (await db().auditEvent.findMany({ where: { itemId: item.itemId }, orderBy: { seq: 'asc' } })).map(({ action }) => action);

// All of these need FFmpeg; `npm test` installs it where it may.
describeFilms('a look at a video', () => {
  test('is on record before the first byte of it leaves, and plays as it is made', async () => {
    const { body, contentType } = await opened('reveal');
    expect(await actions()).toEqual(['evidence.granted', 'evidence.revealed']);
    expect([contentType, body instanceof ReadableStream]).toEqual(['video/webm', true]);
    expect((await bytesOf(body)).subarray(0, 4)).toEqual(Buffer.from([0x1a, 0x45, 0xdf, 0xa3]));
  });

  test('has no sound, unless the person chose to hear it', async () => {
    expect((await bytesOf((await opened('reveal')).body)).includes('A_OPUS')).toBe(false);
    await db().wellnessSettings.create({ data: { personId: moderator.actor.id, isMuted: false, updatedAt: NOW } });
    expect((await bytesOf((await opened('reveal')).body)).includes('A_OPUS')).toBe(true);
  });

  test('that peeks shows its key frames, as a picture', async () => {
    const { body, contentType } = await opened('peek');
    expect(contentType).toBe('image/jpeg');
    expect(body).toBeInstanceOf(Uint8Array);
  });

  test('shows nothing of stored bytes that were changed, and the supervisors are told', async () => {
    const mend = await breakSeal(mediaId, 'play');
    try {
      const result = await openGrant(moderator, { grantId: await granted('reveal') });
      const shown = result.ok ? await bytesOf(result.value.body).catch(() => 'broken off') : result.problem.code;
      expect(['broken off', 'unavailable']).toContain(shown);
      await vi.waitFor(async () => expect(await actions()).toContain('evidence.broken'));
      expect(await db().alert.count({ where: { kind: 'evidence_broken' } })).toBe(1);
    } finally {
      await mend();
    }
  });

  test('that may not begin after all ends what was being made of it', async () => {
    const grantId = await granted('reveal');
    const [first, second] = await Promise.all([openGrant(moderator, { grantId }), openGrant(moderator, { grantId })]);
    expect([first.ok, second.ok].filter(Boolean)).toHaveLength(1);
    const winner = first.ok ? first : second;
    if (winner.ok) expect((await bytesOf(winner.value.body)).length).toBeGreaterThan(1_000);
  });
});
