import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { type OpenSandbox, openSandbox } from '@/lib/hotlines/testing';
import { type PersonActor, randomIds } from '@/lib/kernel';
import { type Desk, must, openDesk } from '@/lib/reporting/testing';
import { fileReport } from '../file';
import { placeDecisions } from '../reconcile/place-decisions';
import { undoReport } from '../withdraw';
import { supplement, undoSupplement } from './index';

const database = testDatabase();
let sandbox: OpenSandbox;
let desk: Desk;

beforeAll(async () => {
  sandbox = await openSandbox();
  desk = await openDesk(database, sandbox.clock);
  return () => sandbox[Symbol.asyncDispose]();
});

const file = async (reportId: string) => {
  sandbox.clock.advance(60_000);
  await fileReport(desk.tools(sandbox.hotline), reportId, new AbortController().signal);
  return desk.stored(reportId);
};
const fileFirst = async () => file((await desk.report((await desk.sendItem(2)).itemId)).reportId);
const add = (actor: PersonActor, reportId: string, text = 'More was learnt.') => desk.as(actor, (ctx) => supplement(ctx, { reportId, text }));
const codeOf = (result: Awaited<ReturnType<typeof add>>) => (result.ok ? 'ok' : result.problem.code);

test('a supplement is a report of its own that names the first at the hotline, with its words and no file twice', async () => {
  const first = await fileFirst();
  const made = must(await add(await desk.person('supervisor'), first.id, 'The account wrote from a further address.'));
  expect(made).toMatchObject({ hotline: 'ncmec', channel: 'api', state: 'waiting' });
  const filed = await file(made.reportId);
  expect(filed).toMatchObject({ state: 'filed', supplementOfId: first.id, decisionId: first.decisionId });
  expect(filed.hotlineReportId).not.toBe(first.hotlineReportId);
  const received = (await sandbox.reports()).find(({ id }) => id === filed.hotlineReportId);
  expect(received?.xml).toContain(`<priorCTReports>${first.hotlineReportId}</priorCTReports>`);
  expect(received?.xml).toContain('The account wrote from a further address.');
  expect(received?.files).toEqual([]);
});

test('it can be undone like any other, and then the first report and its decision stand', async () => {
  const first = await fileFirst();
  const { reportId } = must(await add(desk.moderator, first.id));
  expect((await desk.as(await desk.person('moderator'), (ctx) => undoSupplement(ctx, { reportId }))).ok).toBe(false);
  must(await desk.as(desk.moderator, (ctx) => undoSupplement(ctx, { reportId })));
  expect([(await desk.stored(reportId)).state, (await desk.stored(first.id)).state]).toEqual(['withdrawn', 'filed']);
  expect((await database.client.decision.findUniqueOrThrow({ where: { id: first.decisionId } })).undoneAt).toBeNull();
  expect((await file(reportId)).state).toBe('withdrawn');
  // Asked for as one takes a report back, it is the same: it goes, and nothing else does.
  const other = must(await add(desk.moderator, first.id));
  expect(must(await desk.as(desk.moderator, (ctx) => undoReport(ctx, other)))).toEqual({ itemId: first.itemId, isDecisionKept: true });
  expect([(await desk.stored(other.reportId)).state, (await desk.stored(first.id)).state]).toEqual(['withdrawn', 'filed']);
  // The first is none.
  expect((await desk.as(desk.moderator, (ctx) => undoSupplement(ctx, { reportId: first.id }))).ok).toBe(false);
});

test('only what is filed is added to; a supplement waits for a second person where the rules ask for one', async () => {
  const waiting = await desk.report((await desk.sendItem(0)).itemId);
  expect(codeOf(await add(desk.moderator, waiting.reportId))).toBe('conflict');
  expect(codeOf(await add(desk.moderator, randomIds.next()))).toBe('not_found');
  const first = await fileFirst();
  await database.client.approvalRule.updateMany({ data: { forNovel: true } });
  const { reportId, state } = must(await add(desk.moderator, first.id));
  await database.client.approvalRule.updateMany({ data: { forNovel: false } });
  expect(state).toBe('awaiting_approval');
  expect((await file(reportId)).state).toBe('awaiting_approval');
  must(await desk.as(desk.moderator, (ctx) => undoSupplement(ctx, { reportId })));
});

test('the same words are not on their way to a report twice; other words are, and the same again once the first are filed', async () => {
  const first = await fileFirst();
  const both = await Promise.all([add(desk.moderator, first.id), add(desk.moderator, first.id)]);
  expect(both.map(codeOf).toSorted()).toEqual(['conflict', 'ok']);
  expect(codeOf(await add(desk.moderator, first.id, 'Something else.'))).toBe('ok');
  const made = both.flatMap((result) => (result.ok ? [result.value.reportId] : []));
  expect((await file(made[0] ?? '')).state).toBe('filed');
  expect(codeOf(await add(desk.moderator, first.id))).toBe('ok');
});

test('a supplement on its way takes nothing away from a decision that is accounted for', async () => {
  const count = () => desk.as({ kind: 'system', name: 'test' }, async ({ tx }) => ({ ok: true as const, value: (await placeDecisions(tx)).counts }));
  const first = await fileFirst();
  const before = must(await count());
  must(await add(desk.moderator, first.id));
  expect(must(await count())).toEqual(before);
});
