import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Caller, db, transact } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type PersonActor, type PlatformActor, config, manualClock } from '@/lib/kernel';
import { endView } from './end-view';
import { grantView } from './grant-view';
import { openGrant } from './open-grant';
import { openPreview } from './open-preview';
import { viewedEntirely } from './read';
import { receiveMedia } from './receive';
import type { GrantInput } from './schema';
import { NOW, leasedItem, personCaller, platformCaller } from './testing/desk';
import { draw } from './testing/pictures';

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
  return received.value.receipt.mediaId;
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

const end = (who: Caller<PersonActor>, grantId: string) => transact(db(), (tx) => endView({ ...who, tx }, { grantId }));
const trail = () => db().auditEvent.findMany({ where: { itemId: item.itemId }, orderBy: { seq: 'asc' } });
const viewed = () => transact(db(), async (tx) => ({ ok: true, value: await viewedEntirely(tx, item.itemId) }));

describe('a look', () => {
  test('at an original is granted, opened and ended, each with an entry that names file, case and reason', async () => {
    const grantId = await granted(moderator);
    clock.advance(2_000);
    const opened = await openGrant(moderator, { grantId });
    if (!opened.ok) throw new Error(opened.problem.safeMessage);
    expect((await sharp(opened.value.bytes).metadata()).format).toBe('webp');
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
    const { format, space, width } = await sharp(opened.value.bytes).metadata();
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

test('viewed entirely means that an original was revealed under this item: not granted, not peeked at, not elsewhere', async () => {
  const elsewhere = await leasedItem(moderator, platform, media);
  await granted(moderator, { mediaId: media[0]! });
  await openGrant(moderator, { grantId: await granted(moderator, { mediaId: media[0]!, kind: 'peek' }) });
  await openGrant(moderator, { grantId: await granted(moderator, { mediaId: media[0]!, itemId: elsewhere.itemId }) });
  expect(await viewed()).toEqual({ ok: true, value: new Set() });
  await openGrant(moderator, { grantId: await granted(moderator, { mediaId: media[1]! }) });
  expect(await viewed()).toEqual({ ok: true, value: new Set([media[1]]) });
});

describe('stored bytes that were changed', () => {
  const pathOf = (id: string, rendering: string) => join(config().EVIDENCE_DIR, id.slice(-2), id, `${rendering}.sealed`);

  test.each([
    ['a flipped bit', async (path: string) => {
      const bytes = await readFile(path);
      bytes[Math.trunc(bytes.length / 2)]! ^= 1;
      return bytes;
    }],
    ['a cut end', async (path: string) => (await readFile(path)).subarray(0, -16)],
    ['another file in its place', async () => readFile(pathOf(media[0]!, 'original'))],
  ])('%s: nothing is served, and the failure is recorded', async (_, change) => {
    const path = pathOf(media[1]!, 'original');
    const whole = await readFile(path);
    await writeFile(path, await change(path));
    try {
      const opened = await openGrant(moderator, { grantId: await granted(moderator) });
      expect(opened).toMatchObject({ ok: false, problem: { code: 'unavailable' } });
      expect((await trail()).at(-1)).toMatchObject({ action: 'evidence.revealed', outcome: 'failed' });
      expect(await viewed()).toEqual({ ok: true, value: new Set() });
    } finally {
      await writeFile(path, whole);
    }
  });
});

test('a preview is grey, and of a file that is not there there is none', async () => {
  const preview = (mediaId: string) => transact(db(), (tx) => openPreview({ ...moderator, tx }, { mediaId }));
  const opened = await preview(media[0]!);
  if (!opened.ok) throw new Error(opened.problem.safeMessage);
  expect((await sharp(opened.value.bytes).metadata()).space).toBe('b-w');
  expect(await preview(item.itemId)).toMatchObject({ ok: false, problem: { code: 'not_found' } });
});
