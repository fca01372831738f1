import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { openSandbox, type OpenSandbox } from '@/lib/hotlines/testing';
import { fileReport } from './file';
import { type Desk, must, openDesk } from './testing';
import { vouchForReport } from './vouch';

const database = testDatabase();
let sandbox: OpenSandbox;
let desk: Desk;
const never = new AbortController().signal;
const reason = 'Asked the hotline by telephone at noon';

beforeAll(async () => {
  sandbox = await openSandbox();
  desk = await openDesk(database, sandbox.clock);
});
afterAll(() => sandbox[Symbol.asyncDispose]());

const file = (reportId: string) => fileReport(desk.tools(sandbox.hotline), reportId, never);
const vouch = async (reportId: string, found: 'filed' | 'nothing') => {
  const supervisor = await desk.person('supervisor');
  return desk.as(supervisor, (ctx) => vouchForReport(ctx, { reportId, found, reason }));
};

/** An attempt whose answer to the last call got lost, of which the hotline then refuses to say what became. */
async function inDoubt(takesEffect: boolean): Promise<string> {
  const { itemId } = await desk.sendItem(1);
  const { reportId } = await desk.report(itemId);
  const { externalId: about } = await database.client.item.findUniqueOrThrow({ where: { id: itemId } });
  await sandbox.addFault({ call: 'finish', kind: takesEffect ? 'cut-after' : 'cut-before', about });
  await sandbox.addFault({ call: 'retract', kind: 'code', code: 4100, every: true, about });
  sandbox.clock.advance(10_000);
  await file(reportId);
  sandbox.clock.advance(60 * 60_000);
  await file(reportId);
  expect(await desk.stored(reportId)).toMatchObject({ state: 'needs_attention', hotlineReportId: expect.any(String) as string, problem: expect.stringContaining('does not say what became') as string });
  return reportId;
}

const trailOf = (reportId: string) => database.client.auditEvent.findMany({ where: { action: { in: ['report.vouched', 'report.filed'] }, targets: { array_contains: [{ id: reportId }] } }, orderBy: { seq: 'asc' }, select: { action: true, reason: true, details: true } });

test('what the hotline has is filed under its number on a supervisor’s word, with its clock and its entry, and never sent again', async () => {
  const reportId = await inDoubt(true);
  const number = (await desk.stored(reportId)).hotlineReportId;
  must(await vouch(reportId, 'filed'));
  expect(await desk.stored(reportId)).toMatchObject({ state: 'filed', hotlineReportId: number, problem: null, filedAt: sandbox.clock.now(), clocks: [{ startsAt: sandbox.clock.now() }] });
  expect(await trailOf(reportId)).toMatchObject([{ action: 'report.vouched', reason, details: { found: 'filed', number } }, { action: 'report.filed', details: { receipt: number } }]);
  await file(reportId);
  expect((await sandbox.reports()).filter(({ state }) => state === 'finished').map(({ id }) => id)).toContain(number);
  expect(await vouch(reportId, 'nothing')).toMatchObject({ ok: false, problem: { code: 'conflict' } });
});

test('what the hotline has nothing of is opened anew and filed once, under another number', async () => {
  const reportId = await inDoubt(false);
  const before = await desk.stored(reportId);
  must(await vouch(reportId, 'nothing'));
  expect(await desk.stored(reportId)).toMatchObject({ state: 'opening', hotlineReportId: null, openedAt: null, files: [{ hotlineFileId: null }, { hotlineFileId: null }] });
  await file(reportId);
  const after = await desk.stored(reportId);
  expect(after.state).toBe('filed');
  expect(after.hotlineReportId).not.toBe(before.hotlineReportId);
});

test('nobody vouches for a report about which nothing is in doubt', async () => {
  const { reportId } = await desk.report((await desk.sendItem(0)).itemId);
  expect(await vouch(reportId, 'filed')).toMatchObject({ ok: false, problem: { code: 'conflict' } });
  await database.client.report.update({ where: { id: reportId }, data: { state: 'needs_attention' } });
  expect(await vouch(reportId, 'filed')).toMatchObject({ ok: false, problem: { code: 'conflict' } });
  expect(await trailOf(reportId)).toEqual([]);
});
