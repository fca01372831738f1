import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { keepAway } from '@/lib/cases';
import { manualClock } from '@/lib/kernel';
import { type Desk, must, openDesk } from '@/lib/reporting/testing';
import { openItem } from './read';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(database, clock);
});

test('every file of an item is listed with its facts, those that cannot be shown among them', async () => {
  const { itemId, mediaIds } = await desk.sendItem(3);
  const [video = '', broken = '', exact = ''] = mediaIds;
  const streams = [{ kind: 'video', codec: 'h264', width: 1280, height: 720, frameRate: 29.97 }, { kind: 'other', codec: 'unknown thing', note: 'not known here' }];
  await database.client.media.update({ where: { id: video }, data: { state: 'ready', contentType: 'video/mp4', width: 1280, height: 720, durationMs: 21_000, streams } });
  await database.client.media.update({ where: { id: broken }, data: { state: 'unreadable', unreadableCode: 'damaged', contentType: 'application/octet-stream', claimedType: 'image/jpeg' } });
  await database.client.signal.updateMany({ where: { itemId }, data: { kind: 'hash_match', exact: true, list: 'confirmed', algorithm: 'sha256', mediaId: exact } });

  const { files, viewing, settings } = must(await desk.as(desk.moderator, (ctx) => openItem(ctx, { itemId })));
  expect(files).toMatchObject([
    { id: video, state: 'ready', contentType: 'video/mp4', durationMs: 21_000, streams: [{ kind: 'video', codec: 'h264', frameRate: 29.97 }, { kind: 'other', codec: 'unknown thing' }], viewed: 'not_viewed', isVerified: false },
    { id: broken, state: 'unreadable', unreadableCode: 'damaged', claimedType: 'image/jpeg', viewed: 'not_viewed', isVerified: false },
    { id: exact, isVerified: true, copies: 0 },
  ]);
  expect(viewing).toMatchObject({ isNeeded: false });
  expect(settings).toEqual({ blur: 'standard', isGrey: true, isMuted: true, isTextFolded: true });
});

test('copies are counted among the items that the person may know of', async () => {
  const { itemId, mediaIds } = await desk.sendItem(1);
  const again = (name: string) => desk.sendItem(0, { subject: { externalId: name }, conversation: undefined, participants: [], messages: [{ externalId: 'm', senderId: name, sentAt: '2026-11-20T08:15:00Z', text: 'harmless', media: mediaIds }] });
  await again('u-other');
  const hidden = await again('u-hidden');
  const { caseId } = await database.client.item.findUniqueOrThrow({ where: { id: hidden.itemId } });
  must(await desk.as(await desk.person('supervisor'), (ctx) => keepAway(ctx, { caseId, personId: desk.moderator.id, reason: 'Knows somebody in it' })));

  const copiesFor = async (who = desk.moderator) => must(await desk.as(who, (ctx) => openItem(ctx, { itemId }))).files[0]?.copies;
  expect(await copiesFor()).toBe(1);
  expect(await copiesFor(await desk.person('moderator'))).toBe(2);
});
