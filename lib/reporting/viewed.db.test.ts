import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { endView, grantView, openGrant } from '@/lib/evidence';
import { manualClock, randomIds } from '@/lib/kernel';
import { take } from '@/lib/queue';
import { decideAndReport } from './decide-and-report';
import { findDecisions, loadFacts } from './load-facts';
import { assemble } from './assemble';
import { type Desk, must, openDesk } from './testing';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
const VIDEO_MS = 60_000;
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(database, clock);
});

const caller = () => ({ actor: desk.moderator, clock, ids: randomIds, requestId: randomIds.next() });

/** A look as the page brings it about: granted, opened, and ended after a while. */
async function look(itemId: string, mediaId: string, kind: 'peek' | 'reveal'): Promise<void> {
  const { grantId } = must(await desk.as(desk.moderator, (ctx) => grantView(ctx, { itemId, mediaId, kind, reason: 'The hash alone does not say' })));
  must(await openGrant(caller(), { grantId }));
  clock.advance(2_000);
  must(await desk.as(desk.moderator, (ctx) => endView(ctx, { grantId })));
}

/** A video that is opened, and of which the player says that so much was played. */
async function play(itemId: string, mediaId: string, ms: number): Promise<void> {
  await database.client.media.update({ where: { id: mediaId }, data: { state: 'ready', contentType: 'video/mp4', frames: null, durationMs: VIDEO_MS } });
  const { grantId } = must(await desk.as(desk.moderator, (ctx) => grantView(ctx, { itemId, mediaId, kind: 'reveal', reason: 'The key frames do not say' })));
  await database.client.evidenceView.update({ where: { id: grantId }, data: { openedAt: clock.now() } });
  clock.advance(ms);
  must(await desk.as(desk.moderator, (ctx) => endView(ctx, { grantId, played: [[0, ms]] })));
}

/** What the assembled report says of each file. */
async function reported(itemId: string): Promise<(boolean | undefined)[]> {
  const { decisionIds } = must(await desk.as(desk.moderator, (ctx) => decideAndReport(ctx, desk.decision(itemId))));
  const decisions = await findDecisions(database.client, decisionIds);
  return assemble(await loadFacts(database.client, clock, { hotline: 'ncmec', decisions })).files.flatMap(({ kind, details }) => (kind === 'media' ? [details.fileViewedByEsp] : []));
}

test('a report says of each file what the ledger of looks says, and nothing else', async () => {
  const { itemId, mediaIds } = await desk.sendItem(6);
  const [, peeked = '', revealed = '', playedInPart = '', playedToTheEnd = '', unreadable = ''] = mediaIds;
  await desk.derive([peeked, revealed]);
  await database.client.media.update({ where: { id: unreadable }, data: { state: 'unreadable', unreadableCode: 'damaged' } });
  must(await desk.as(desk.moderator, (ctx) => take(ctx, { itemId })));

  await look(itemId, peeked, 'peek');
  await look(itemId, revealed, 'reveal');
  await play(itemId, playedInPart, VIDEO_MS * 0.4);
  await play(itemId, playedToTheEnd, VIDEO_MS);

  expect(await reported(itemId)).toEqual([false, false, true, false, true, false]);
});

test('an item that is decided by its facts alone is reported with nothing viewed, though the same files were seen elsewhere', async () => {
  const seen = await desk.sendItem(1);
  await desk.look(seen.itemId, seen.mediaIds[0] ?? '');
  const { itemId } = await desk.sendItem(0, { messages: [{ externalId: 'm1', senderId: 'u-same', sentAt: '2026-11-20T08:15:00Z', text: 'harmless', media: seen.mediaIds, flagged: true }], subject: { externalId: 'u-same' }, conversation: undefined, participants: [] });
  must(await desk.as(desk.moderator, (ctx) => take(ctx, { itemId })));
  expect(await reported(itemId)).toEqual([false]);
});
