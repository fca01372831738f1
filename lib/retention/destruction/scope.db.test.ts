import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { closeCase, reopenCase } from '@/lib/cases';
import { db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { type OpenSandbox, openSandbox } from '@/lib/hotlines/testing';
import { type Result, config } from '@/lib/kernel';
import { undoReport } from '@/lib/reporting';
import { must } from '@/lib/reporting/testing';
import { DAY_MS, openRetentionDesk } from '../testing/desk';

const database = testDatabase();
let sandbox: OpenSandbox;
let clock: OpenSandbox['clock'];
let desk: Awaited<ReturnType<typeof openRetentionDesk>>;
beforeAll(async () => {
  sandbox = await openSandbox();
  ({ clock } = sandbox);
  desk = await openRetentionDesk(database, clock, sandbox.hotline);
});
afterAll(() => sandbox[Symbol.asyncDispose]());

const wordsOf = (result: Result<unknown>) => (result.ok ? 'done' : `${result.problem.code}: ${result.problem.safeMessage}`);
const isThere = async (itemId: string) => (await db().item.findUniqueOrThrow({ where: { id: itemId } })).wrappedKey.length > 0;
const stateOf = async (id: string) => (await db().destruction.findUniqueOrThrow({ where: { id } })).state;
const said = (externalId: string, media: readonly string[] = []) => ({ subject: { externalId }, messages: [{ externalId: 'm', senderId: externalId, sentAt: '2026-11-20T08:15:00+01:00', text: 'a harmless line', media, flagged: true }] });

test('what was agreed to is what goes: items that joined the case since stay, at the agreement and at the worker', async () => {
  const one = await desk.decided('other_policy', { pictures: 0, more: said('grown') });
  const { number, caseId } = await desk.closed(one.itemId);
  const { destructionId } = must(await desk.request(number));
  must(await desk.as(desk.moderator, (ctx) => reopenCase(ctx, { caseId })));
  expect(wordsOf(await desk.approve(destructionId))).toContain('the case was opened again');
  const later = await desk.decided('other_policy', { pictures: 0, more: said('grown') });
  must(await desk.as(desk.moderator, (ctx) => closeCase(ctx, { caseId })));
  expect(wordsOf(await desk.approve(destructionId))).toContain('other items than when this was asked for');
  await db().destruction.update({ where: { id: destructionId }, data: { state: 'approved', approvedById: desk.supervisor.id } });
  await desk.execute(destructionId);
  expect([await isThere(one.itemId), await isThere(later.itemId), await stateOf(destructionId)]).toEqual([true, true, 'withdrawn']);
  expect(await db().auditEvent.findFirstOrThrow({ where: { action: 'destruction.refused', caseId } })).toMatchObject({ details: { why: ['changed'] } });
});

test('a hold keeps what is left of its own case, and nothing of another case with which a destroyed item shared a file', async () => {
  const first = await desk.decided('not_violating', { more: { subject: { externalId: 'dead-a' } } });
  const rest = await desk.decided('other_policy', { pictures: 0, more: said('dead-a') });
  const other = await desk.decided('other_policy', { pictures: 0, more: said('dead-b', first.mediaIds) });
  clock.advance(31 * DAY_MS);
  await desk.tend();
  await desk.runDestructions();
  expect(await isThere(first.itemId)).toBe(false);
  must(await desk.hold((await desk.closed(rest.itemId)).number));
  const done = await desk.destroy((await desk.closed(other.itemId)).number);
  expect([done.state, await isThere(rest.itemId)]).toEqual(['done', true]);
  expect(await db().media.findUniqueOrThrow({ where: { id: first.mediaIds[0] ?? '' } })).toMatchObject({ state: 'destroyed' });
});

test('the words of a destroyed item are readable in no withdrawn report that told of it and of others', async () => {
  const [one, two] = [await desk.sendItem(0, said('both')), await desk.sendItem(0, said('both'))];
  const { reportId } = await desk.report(one.itemId, { outcome: 'enticement' }, [two.itemId]);
  must(await desk.as(desk.moderator, (ctx) => undoReport(ctx, { reportId })));
  await db().item.updateMany({ where: { id: { in: [one.itemId, two.itemId] } }, data: { leaseHolderId: null, leaseUntil: null } });
  await desk.decide(one.itemId, 'other_policy');
  await desk.decide(two.itemId, 'not_violating');
  expect((await db().report.findUniqueOrThrow({ where: { id: reportId } })).sealedBody.length).toBeGreaterThan(0);
  clock.advance(31 * DAY_MS);
  await desk.tend();
  await desk.runDestructions();
  expect([await isThere(one.itemId), await isThere(two.itemId)]).toEqual([true, false]);
  expect(await db().report.findUniqueOrThrow({ where: { id: reportId } })).toMatchObject({ state: 'withdrawn', itemId: one.itemId, sealedBody: new Uint8Array() });
  expect(JSON.stringify((await db().destruction.findFirstOrThrow({ where: { itemIds: { has: two.itemId } } })).certificate)).toContain(reportId);
});

test('a decision that has to be reported is covered by a report of its own that has its number, and by a drill only in a drill', async () => {
  const { number, reportId } = await desk.filedCase({ pictures: 0, more: said('drilled') });
  clock.advance(366 * DAY_MS);
  const isReal = vi.spyOn(config(), 'TEST_MODE', 'get').mockReturnValue(false);
  const refused = await desk.request(number);
  isReal.mockRestore();
  expect(wordsOf(refused)).toContain('1 decision that has to be reported and is not filed');
  const { hotlineReportId } = await db().report.findUniqueOrThrow({ where: { id: reportId } });
  await db().report.update({ where: { id: reportId }, data: { hotlineReportId: null } });
  expect((await desk.request(number)).ok).toBe(false);
  await db().report.update({ where: { id: reportId }, data: { hotlineReportId } });
  must(await desk.request(number));
});
