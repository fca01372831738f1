import { expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { manualClock } from '@/lib/kernel';
import { openReferralScene } from '../testing/scene';
import { agreedOf } from './agreed';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));

test('the steps of a filing make nothing of an agreement void; that it was filed, and its receipt, do', async () => {
  const scene = await openReferralScene(database, clock);
  const { itemId, mediaIds } = await scene.desk.sendItem(1);
  const { reportId } = await scene.desk.report(itemId);
  const { caseId } = await database.client.item.findUniqueOrThrow({ where: { id: itemId } });
  const { referralId } = await scene.draft({ scope: { itemIds: [itemId], withReports: true } }, { caseId, itemId, mediaIds });
  const contents = async () => (await agreedOf(database.client, await database.client.referral.findUniqueOrThrow({ where: { id: referralId }, include: { case: true, agency: true, key: true } }))).parts.contents;
  const set = (data: Parameters<typeof database.client.report.update>[0]['data']) => database.client.report.update({ where: { id: reportId }, data });

  const before = await contents();
  await set({ state: 'opened', hotlineReportId: '4000123' });
  expect(await contents()).toBe(before);
  await set({ state: 'finishing' });
  expect(await contents()).toBe(before);
  await set({ state: 'filed', filedAt: clock.now() });
  const filed = await contents();
  expect(filed).not.toBe(before);
  await set({ hotlineReportId: '4000124' });
  expect(await contents()).not.toBe(filed);
});
