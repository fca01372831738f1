import { expect, test } from 'vitest';
import { acknowledge, listAlerts } from '@/lib/alerts';
import { db, transact } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { manualClock } from '@/lib/kernel';
import { foundBroken } from './found-broken';
import { NOW, leasedItem, personCaller, platformCaller } from './testing/desk';
import { draw } from './testing/pictures';
import { receiveMedia } from './receive';

testDatabase();

test('a broken seal is on the record every time, and on the supervisors’ pile once a file', async () => {
  const clock = manualClock(NOW);
  const platform = await platformCaller(clock);
  const [moderator, supervisor] = [await personCaller(clock), await personCaller(clock, 'supervisor')];
  const bytes = await draw(3).png().toBuffer();
  const received = await receiveMedia(platform, { body: new Blob([Uint8Array.from(bytes)]).stream(), contentType: 'image/png', contentLength: null });
  if (!received.ok) throw new Error(received.problem.safeMessage);
  const { mediaId } = received.value.receipt;
  const { itemId, caseId } = await leasedItem(moderator, platform, [mediaId]);

  for (let time = 0; time < 3; time += 1) await foundBroken(moderator, { mediaId, rendering: 'peek', item: { id: itemId, caseId } });
  await foundBroken({ ...moderator, actor: { kind: 'system', name: 'filing' } }, { mediaId, rendering: 'original' });
  const events = await db().auditEvent.findMany({ where: { action: 'evidence.broken' }, orderBy: { seq: 'asc' } });
  expect(events).toHaveLength(4);
  expect(events[0]).toMatchObject({ outcome: 'failed', actorId: moderator.actor.id, itemId, caseId, details: { rendering: 'peek' }, targets: [{ type: 'media', id: mediaId, label: 'Image 1' }] });

  const listed = await transact(db(), (tx) => listAlerts({ ...supervisor, tx }));
  if (!listed.ok) throw new Error(listed.problem.safeMessage);
  expect(listed.value.total).toBe(1);
  expect(listed.value.lines[0]?.details).toContain(mediaId);
  expect((await transact(db(), (tx) => acknowledge({ ...supervisor, tx }, { alertId: listed.value.lines[0]?.id ?? '' }))).ok).toBe(true);
});
