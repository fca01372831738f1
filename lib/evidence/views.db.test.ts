import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Caller, db, transact } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type PersonActor, type PlatformActor, config, manualClock, randomIds } from '@/lib/kernel';
import { deriveMedia } from './derive/derive-media';
import { endView } from './end-view';
import { grantView } from './grant-view';
import { openGrant } from './open-grant';
import { nameOf } from './names';
import { openPreview } from './open-preview';
import { hearView } from './hear-view';
import { receiveMedia } from './receive';
import type { GrantInput, Range, Rendering, Shown } from './schema';
import { NOW, leasedItem, personCaller, platformCaller } from './testing/desk';
import { draw } from './testing/pictures';
import { viewedOf } from './viewed';

testDatabase();
let clock: ReturnType<typeof manualClock>;
let platform: Caller<PlatformActor>;
let moderator: Caller<PersonActor>;
let media: string[];
let item: { itemId: string; caseId: string };

async function sendDrawing(seed: number): Promise<string> {
  const bytes = await draw(seed).png().toBuffer();
  const received = await receiveMedia(platform, { body: new Blob([Uint8Array.from(bytes)]).stream(), contentType: 'image/png', contentLength: null });
  if (!received.ok) throw new Error(received.problem.safeMessage);
  const { mediaId } = received.value.receipt;
  await deriveMedia({ client: db(), clock, ids: randomIds }, mediaId);
  return mediaId;
}

beforeEach(async () => {
  clock = manualClock(NOW);
  platform = await platformCaller(clock);
  moderator = await personCaller(clock);
  media = [await sendDrawing(23), await sendDrawing(29)];
  item = await leasedItem(moderator, platform, media);
});

function ask(who: Caller<PersonActor>, change: Partial<GrantInput> = {}) {
  const input = { mediaId: media[1]!, itemId: item.itemId, kind: 'reveal', reason: 'The hash alone does not say what it is', ...change } as const;
  return transact(db(), (tx) => grantView({ ...who, tx }, input));
}

async function granted(who: Caller<PersonActor>, change: Partial<GrantInput> = {}): Promise<string> {
  const result = await ask(who, change);
  if (!result.ok) throw new Error(result.problem.safeMessage);
  return result.value.grantId;
}

type Told = { played?: [number, number][] };
const end = (who: Caller<PersonActor>, grantId: string, told: Told = {}) => transact(db(), (tx) => endView({ ...who, tx }, { grantId, ...told }));
const hear = (who: Caller<PersonActor>, grantId: string, told: Told = {}) => transact(db(), (tx) => hearView({ ...who, tx }, { grantId, ...told }));
const bytesOf = async ({ body }: Shown) => new Uint8Array(await new Response(body).arrayBuffer());
const trail = () => db().auditEvent.findMany({ where: { itemId: item.itemId }, orderBy: { seq: 'asc' } });
const viewed = () => transact(db(), async (tx) => ({ ok: true, value: Object.fromEntries(await viewedOf(tx, item.itemId)) }));
const isViewed = async (first: string, second: string) => expect(await viewed()).toEqual({ ok: true, value: { [media[0]!]: first, [media[1]!]: second } });

describe('a look', () => {
  test('at an original is granted, opened and ended, each with an entry that names file, case and reason', async () => {
    const grantId = await granted(moderator);
    clock.advance(2_000);
    const opened = await openGrant(moderator, { grantId });
    if (!opened.ok) throw new Error(opened.problem.safeMessage);
    expect((await sharp(await bytesOf(opened.value)).metadata()).format).toBe('webp');
    clock.advance(4_300);
    expect((await end(moderator, grantId)).ok).toBe(true);

    const label = { type: 'media', id: media[1], label: 'Image 2' };
    expect(await trail()).toMatchObject([
      { action: 'evidence.granted', details: { kind: 'reveal' }, reason: 'The hash alone does not say what it is', targets: [label], caseId: item.caseId },
      { action: 'evidence.revealed', outcome: 'done', actorId: moderator.actor.id, sessionId: moderator.actor.sessionId, targets: [label], caseId: item.caseId },
      { action: 'evidence.view_ended', details: { kind: 'reveal', seconds: 4.3 }, targets: [label], caseId: item.caseId },
    ]);
  });

  test('through a peek shows the small grey rendering and needs no reason', async () => {
    const grantId = await granted(moderator, { kind: 'peek', reason: undefined });
    const opened = await openGrant(moderator, { grantId });
    if (!opened.ok) throw new Error(opened.problem.safeMessage);
    const { format, space, width } = await sharp(await bytesOf(opened.value)).metadata();
    expect([format, space, width]).toEqual(['jpeg', 'b-w', 640]);
    expect((await trail()).map(({ action }) => action)).toEqual(['evidence.granted', 'evidence.peeked']);
  });

  test('is not there before the entry that records it, even when many open one grant at once', async () => {
    const grantId = await granted(moderator);
    const answers = await Promise.all(Array.from({ length: 8 }, () => openGrant(moderator, { grantId })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await trail()).filter(({ action }) => action === 'evidence.revealed')).toHaveLength(1);
  });

  test('ended twice is recorded once', async () => {
    const grantId = await granted(moderator);
    await openGrant(moderator, { grantId });
    await Promise.all([end(moderator, grantId), end(moderator, grantId)]);
    expect((await trail()).filter(({ action }) => action === 'evidence.view_ended')).toHaveLength(1);
  });
});

describe('a grant is worth nothing', () => {
  const code = async (who: Caller<PersonActor>, grantId: string) => {
    const opened = await openGrant(who, { grantId });
    return opened.ok ? 'opened' : opened.problem.code;
  };

  test('a second time', async () => {
    const grantId = await granted(moderator);
    expect(await code(moderator, grantId)).toBe('opened');
    expect(await code(moderator, grantId)).toBe('not_found');
  });

  test('after thirty seconds', async () => {
    const [early, late] = [await granted(moderator), await granted(moderator)];
    clock.advance(29_999);
    expect(await code(moderator, early)).toBe('opened');
    clock.advance(1);
    expect(await code(moderator, late)).toBe('not_found');
  });

  test('to another person, or to the same person in another session', async () => {
    const grantId = await granted(moderator);
    expect(await code(await personCaller(clock, 'supervisor'), grantId)).toBe('not_found');
    expect(await code({ ...moderator, actor: { ...moderator.actor, sessionId: grantId } }, grantId)).toBe('not_found');
    expect(await code(moderator, grantId)).toBe('opened');
  });

  test('once the lease is gone', async () => {
    const grantId = await granted(moderator);
    await db().item.update({ where: { id: item.itemId }, data: { leaseHolderId: null, leaseUntil: null } });
    expect(await code(moderator, grantId)).toBe('not_found');
    expect(await db().auditEvent.findFirstOrThrow({ orderBy: { seq: 'desc' } })).toMatchObject({ action: 'access.refused', outcome: 'refused', actorId: moderator.actor.id });
  });
});

describe('to those who may not look, the file does not exist', () => {
  test('without the lease, after the lease, and through an item that does not hold the file', async () => {
    const other = await personCaller(clock);
    const elsewhere = await leasedItem(moderator, platform, [media[0]!]);
    expect(await ask(other)).toMatchObject({ ok: false, problem: { code: 'not_found' } });
    expect(await ask(moderator, { itemId: elsewhere.itemId })).toMatchObject({ ok: false, problem: { code: 'not_found' } });
    clock.advance(15 * 60_000);
    expect(await ask(moderator)).toMatchObject({ ok: false, problem: { code: 'not_found' } });
    expect(await trail()).toEqual([]);
  });

  test('but a supervisor may, without a lease', async () => {
    const supervisor = await personCaller(clock, 'supervisor');
    expect((await openGrant(supervisor, { grantId: await granted(supervisor) })).ok).toBe(true);
  });
});

test('a file is viewed where it was looked at: under this item, by a look that was opened', async () => {
  const elsewhere = await leasedItem(moderator, platform, media);
  await granted(moderator, { mediaId: media[0]! });
  await openGrant(moderator, { grantId: await granted(moderator, { mediaId: media[0]!, itemId: elsewhere.itemId }) });
  await isViewed('not_viewed', 'not_viewed');
  await openGrant(moderator, { grantId: await granted(moderator, { mediaId: media[0]!, kind: 'peek' }) });
  await openGrant(moderator, { grantId: await granted(moderator, { mediaId: media[1]! }) });
  await isViewed('in_part', 'entirely');
});

describe('what a page tells of a look that is open', () => {
  const row = (id: string) => db().evidenceView.findUniqueOrThrow({ where: { id } });

  test('is when it was last heard of, which is where it ends if nobody says so', async () => {
    const grantId = await granted(moderator);
    await openGrant(moderator, { grantId });
    clock.advance(5_000);
    expect(await hear(moderator, grantId)).toEqual({ ok: true, value: { mayGoOn: true } });
    expect(await row(grantId)).toMatchObject({ heardAt: clock.now(), endedAt: null });
    clock.advance(5_000);
    await end(moderator, grantId);
    expect(await hear(moderator, grantId)).toEqual({ ok: true, value: { mayGoOn: false } });
    expect((await row(grantId)).heardAt).toEqual(new Date(clock.now().getTime() - 5_000));
  });

  test('is answered with an end once the lease is over or a wall stands in the way', async () => {
    const [first, second] = [await granted(moderator), await granted(moderator)];
    for (const grantId of [first, second]) await openGrant(moderator, { grantId });
    await db().caseWall.create({ data: { id: randomIds.next(), caseId: item.caseId, personId: moderator.actor.id, reason: 'Knows somebody in it', createdById: moderator.actor.id, createdAt: clock.now() } });
    expect(await hear(moderator, first)).toEqual({ ok: true, value: { mayGoOn: false } });
    await db().caseWall.updateMany({ data: { liftedAt: clock.now() } });
    clock.advance(15 * 60_000);
    expect(await hear(moderator, second)).toEqual({ ok: true, value: { mayGoOn: false } });
  });

  test('is of nobody else’s look, and of no other session’s', async () => {
    const grantId = await granted(moderator);
    await openGrant(moderator, { grantId });
    for (const who of [await personCaller(clock, 'supervisor'), { ...moderator, actor: { ...moderator.actor, sessionId: grantId } }]) {
      expect(await hear(who, grantId)).toMatchObject({ ok: false, problem: { code: 'not_found' } });
      expect(await end(who, grantId)).toMatchObject({ ok: false, problem: { code: 'not_found' } });
    }
    expect(await row(grantId)).toMatchObject({ heardAt: null, endedAt: null });
  });

  test('adds up to what was played of a video, as far as the clock allows', async () => {
    await db().media.update({ where: { id: media[0]! }, data: { contentType: 'video/webm', frames: null, durationMs: 20_000 } });
    const watched = async (ms: number, ...told: [number, number][][]) => {
      const grantId = await granted(moderator, { mediaId: media[0]! });
      await db().evidenceView.update({ where: { id: grantId }, data: { openedAt: clock.now() } });
      clock.advance(ms);
      for (const played of told.slice(0, -1)) await hear(moderator, grantId, { played });
      await end(moderator, grantId, { played: told.at(-1)! });
      return (await row(grantId)).played as unknown as Range[];
    };
    expect(await watched(4_000, [[0, 20_000]])).toEqual([[0, 4_500]]);
    await isViewed('in_part', 'not_viewed');
    expect((await trail()).at(-1)).toMatchObject({ action: 'evidence.view_ended', details: { kind: 'reveal', seconds: 4, played: 0.225 } });
    expect(await watched(9_000, [[4_000, 8_000]], [[4_000, 8_000], [7_000, 12_000]])).toEqual([[4_000, 12_000]]);
    await isViewed('in_part', 'not_viewed');
    expect(await watched(9_000, [[11_500, 25_000]])).toEqual([[11_500, 20_000]]);
    await isViewed('entirely', 'not_viewed');
  });

  test('of a picture is nothing played, whatever is told', async () => {
    const grantId = await granted(moderator);
    await openGrant(moderator, { grantId });
    clock.advance(3_000);
    await end(moderator, grantId, { played: [[0, 3_000]] });
    expect((await row(grantId)).played).toEqual([]);
    expect((await trail()).at(-1)?.details).toEqual({ kind: 'reveal', seconds: 3 });
  });
});

describe('no look is granted', () => {
  test.each([
    [{ state: 'received' }, /Its preview is being made/],
    [{ state: 'unreadable', unreadableCode: 'damaged' }, /cut short or damaged/],
    [{ state: 'destroyed' }, /Its key was destroyed/],
  ] as const)('at a file that is %o', async (data, words) => {
    await db().media.update({ where: { id: media[1]! }, data });
    for (const kind of ['peek', 'reveal'] as const) {
      const answer = await ask(moderator, { kind });
      expect(answer).toMatchObject({ ok: false, problem: { code: 'conflict' } });
      if (!answer.ok) expect(answer.problem.safeMessage).toMatch(words);
    }
    expect(await trail()).toEqual([]);
  });

  test('and none that was granted is opened, once the file cannot be shown any more', async () => {
    const grantId = await granted(moderator);
    await db().media.update({ where: { id: media[1]! }, data: { state: 'destroyed' } });
    expect(await openGrant(moderator, { grantId })).toMatchObject({ ok: false, problem: { code: 'not_found' } });
  });

  test('beyond a limit that protects the person, until they say why', async () => {
    await db().wellnessSettings.create({ data: { personId: moderator.actor.id, timeZone: 'UTC', shiftStart: 60, shiftEnd: 9 * 60 + 15, updatedAt: NOW } });
    expect(await ask(moderator)).toMatchObject({ ok: false, problem: { code: 'limit_reached', fields: [{ field: 'calm' }] } });
    expect((await ask(moderator, { kind: 'peek' })).ok).toBe(true);
    await db().wellnessOverride.create({ data: { id: randomIds.next(), personId: moderator.actor.id, limit: 'calm', reason: 'Somebody is in danger', at: NOW, until: new Date(NOW.getTime() + 3_600_000) } });
    expect((await ask(moderator)).ok).toBe(true);
  });
});

describe('stored bytes that were changed', () => {
  const pathOf = async (id: string, rendering: Rendering) => join(config().EVIDENCE_DIR, nameOf(await db().media.findUniqueOrThrow({ where: { id } }), rendering));

  test.each([
    ['a flipped bit', async (path: string) => {
      const bytes = await readFile(path);
      bytes[Math.trunc(bytes.length / 2)]! ^= 1;
      return bytes;
    }],
    ['a cut end', async (path: string) => (await readFile(path)).subarray(0, -16)],
    ['another file in its place', async () => readFile(await pathOf(media[0]!, 'original'))],
  ])('%s: nothing is served, and the failure is recorded', async (_, change) => {
    const path = await pathOf(media[1]!, 'original');
    const whole = await readFile(path);
    await writeFile(path, await change(path));
    try {
      const opened = await openGrant(moderator, { grantId: await granted(moderator) });
      expect(opened).toMatchObject({ ok: false, problem: { code: 'unavailable' } });
      expect((await trail()).at(-1)).toMatchObject({ action: 'evidence.broken', outcome: 'failed', details: { rendering: 'original' } });
      await isViewed('not_viewed', 'not_viewed');
    } finally {
      await writeFile(path, whole);
    }
  });
});

describe('a preview', () => {
  const preview = (mediaId: string) => transact(db(), (tx) => openPreview({ ...moderator, tx }, { mediaId }));

  test('is grey, and of a file that is not there there is none', async () => {
    const opened = await preview(media[0]!);
    if (!opened.ok) throw new Error(opened.problem.safeMessage);
    const shown = await opened.value();
    if (!shown.ok) throw new Error(shown.problem.safeMessage);
    expect((await sharp(await bytesOf(shown.value)).metadata()).space).toBe('b-w');
    expect(await preview(item.itemId)).toMatchObject({ ok: false, problem: { code: 'not_found' } });
  });

  test('is not there before it is made, nor of what cannot be shown', async () => {
    await db().media.update({ where: { id: media[0]! }, data: { state: 'received' } });
    expect(await preview(media[0]!)).toMatchObject({ ok: false, problem: { code: 'conflict' } });
  });
});
