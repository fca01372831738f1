import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { hasSchema, openSandbox, type OpenSandbox, schemaProblems } from '@/lib/hotlines/testing';
import { config } from '@/lib/kernel';
import { take } from '@/lib/queue';
import { recentDecisions } from '@/lib/review';
import { decline } from './approval';
import { createReports } from './create';
import { fileReport } from './file';
import { planOf } from './plan';
import { readReport, reportsOfItem } from './read';
import { sentBackOf } from './sent-back';
import { settle } from './settle';
import { type Desk, must, openDesk } from './testing';
import { undoReport, withdrawReport } from './withdraw';

const database = testDatabase();
const UNDO_MS = 10_000;
const never = new AbortController().signal;
let sandbox: OpenSandbox;
let desk: Desk;

// Enticement goes to two authorities here, everything else to one.
const RULES = {
  rules: [
    { name: 'Here', when: { provider: ['US'] }, to: ['ncmec'], because: 'The provider is in the United States.' },
    { name: 'Words', when: { outcome: ['enticement'] }, to: ['gateway'], because: 'The other authority asks for such conversations.' },
    { name: 'Rest', otherwise: true, to: ['ncmec'], because: 'Everything else goes to NCMEC.' },
  ],
};
const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-routes-'));

beforeAll(async () => {
  const file = join(folder, 'routes.json');
  writeFileSync(file, JSON.stringify(RULES));
  config().ROUTING_FILE = file;
  sandbox = await openSandbox();
  desk = await openDesk(database, sandbox.clock);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await sandbox[Symbol.asyncDispose]();
});

let accounts = 0;
/** Items of one account with so many pictures each. */
async function itemsOfOneCase(...pictures: number[]) {
  accounts += 1;
  const subject = { externalId: `repeated-${accounts}`, screenName: 'again' };
  const items = [];
  for (const [index, count] of pictures.entries()) {
    const { itemId, mediaIds } = await desk.sendItem(count, { subject });
    await database.client.item.update({ where: { id: itemId }, data: { urgency: 500 - index } });
    items.push({ itemId, mediaIds });
  }
  return items;
}

const file = (reportId: string) => fileReport(desk.tools(sandbox.hotline), reportId, never);
const jobsOf = async (reportId: string) => (await database.owner.query<{ priority: number; run_at: Date }>('SELECT priority, run_at FROM graphile_worker.jobs WHERE key = $1', [`file-report:${reportId}`])).rows;
const stateOf = async (itemId: string) => {
  const { state, leaseHolderId } = await database.client.item.findUniqueOrThrow({ where: { id: itemId } });
  return `${state} ${leaseHolderId === desk.moderator.id ? 'mine' : 'free'}`;
};

test('several items of a case are one report: files of each as its own ledger has them, text alone beside them, the most urgent first', async () => {
  const [one, two, words] = await itemsOfOneCase(1, 2, 0);
  if (!one || !two || !words) throw new Error('three items were sent');
  await desk.look(two.itemId, two.mediaIds[1] ?? '');
  const made = await desk.report(one.itemId, {}, [two.itemId, words.itemId]);
  expect([made.decisionIds.length, made.reports.length, made.state]).toEqual([3, 1, 'waiting']);
  expect(await jobsOf(made.reportId)).toMatchObject([{ priority: 498, run_at: new Date(made.dueAt) }]);

  sandbox.clock.advance(UNDO_MS);
  await file(made.reportId);
  const stored = await database.client.report.findUniqueOrThrow({ where: { id: made.reportId }, include: { items: { orderBy: { position: 'asc' } }, files: { orderBy: { position: 'asc' } } } });
  expect(stored).toMatchObject({ state: 'filed', urgency: 498, routeReason: 'The provider is in the United States.', channel: 'api' });
  expect(stored.items.map(({ itemId, decisionId }) => [itemId, decisionId])).toEqual([one, two, words].map(({ itemId }, index) => [itemId, made.decisionIds[index]]));
  const media = stored.files.filter(({ kind }) => kind === 'media');
  expect(media.map(({ itemId, mediaId, fileViewedByEsp }) => [itemId, mediaId, fileViewedByEsp])).toEqual([
    [one.itemId, one.mediaIds[0], false],
    [two.itemId, two.mediaIds[0], false],
    [two.itemId, two.mediaIds[1], true],
  ]);
  const received = (await sandbox.reports()).find(({ id }) => id === stored.hotlineReportId);
  expect([received?.state, received?.files.length]).toEqual(['finished', stored.files.length]);
  expect(received?.files.filter(({ fileViewedByEsp }) => fileViewedByEsp)).toHaveLength(1);
  if (hasSchema) for (const xml of [received?.xml, ...(received?.files ?? []).map(({ detailsXml }) => detailsXml)]) expect(schemaProblems(xml ?? '')).toEqual([]);

  for (const { itemId } of [one, two, words]) expect(must(await desk.as(desk.moderator, (ctx) => reportsOfItem(ctx, { itemId }))).map(({ id, items }) => [id, items])).toEqual([[made.reportId, 3]]);
  const recent = must(await desk.as(desk.moderator, recentDecisions)).slice(0, 3);
  expect(recent.map(({ reports }) => reports)).toEqual(Array.from({ length: 3 }, () => [{ to: 'NCMEC CyberTipline', state: 'filed' }]));
});

test('one click that covered several items is taken back whole', async () => {
  const [one, two] = await itemsOfOneCase(0, 1);
  if (!one || !two) throw new Error('two items were sent');
  const made = await desk.report(one.itemId, {}, [two.itemId]);
  sandbox.clock.advance(UNDO_MS - 1);
  expect(must(await desk.as(desk.moderator, (ctx) => undoReport(ctx, made)))).toEqual({ itemId: one.itemId });
  expect(await Promise.all([one, two].map(({ itemId }) => stateOf(itemId)))).toEqual(['waiting mine', 'waiting mine']);
  expect(await database.client.decision.count({ where: { id: { in: [...made.decisionIds] }, undoneAt: null } })).toBe(0);
  sandbox.clock.advance(UNDO_MS);
  await file(made.reportId);
  expect(await desk.stored(made.reportId)).toMatchObject({ state: 'withdrawn', calls: [] });
});

test('each route gets a report of its own with its reason, and what was shown before the click is what is made', async () => {
  const { itemId } = await desk.sendItem(0);
  const shown = must(await desk.as(desk.moderator, (ctx) => planOf(ctx, { itemId, also: [], outcome: 'enticement', isDangerNow: false })));
  const made = await desk.report(itemId, { outcome: 'enticement' });
  expect(made.reports.map(({ hotline, channel }) => [hotline, channel])).toEqual([['ncmec', 'api'], ['gateway', 'webhook']]);
  const rows = must(await desk.as(desk.moderator, (ctx) => reportsOfItem(ctx, { itemId })));
  expect(rows.map(({ hotline, channel, routeReason, hotlineName: name }) => ({ hotline, channel, name, reason: routeReason, approval: null }))).toEqual(shown.routes);

  must(await desk.as(desk.moderator, (ctx) => undoReport(ctx, { reportId: made.reports[1]?.reportId ?? '' })));
  expect(await database.client.report.count({ where: { itemId, state: 'withdrawn' } })).toBe(2);
});

test('once one of several reports has left, none of them is taken back', async () => {
  const { itemId } = await desk.sendItem(0);
  const made = await desk.report(itemId, { outcome: 'enticement' });
  const other = made.reports[1]?.reportId ?? '';
  await database.client.report.update({ where: { id: other }, data: { state: 'awaiting_approval', approvalReason: 'A reason.' } });
  sandbox.clock.advance(UNDO_MS);
  await file(made.reportId);
  for (const reportId of [made.reportId, other]) expect(await desk.as(desk.moderator, (ctx) => undoReport(ctx, { reportId }))).toMatchObject({ ok: false, problem: { code: 'conflict' } });
  expect(await database.client.report.findMany({ where: { itemId }, orderBy: { id: 'asc' }, select: { state: true } })).toEqual([{ state: 'filed' }, { state: 'awaiting_approval' }]);
  expect(await stateOf(itemId)).toBe('decided free');
});

test('what was sent back is withdrawn alone where another report of the decision was filed, and the decision stands', async () => {
  const { itemId } = await desk.sendItem(0);
  const made = await desk.report(itemId, { outcome: 'enticement' });
  const other = made.reports[1]?.reportId ?? '';
  const second = await desk.person('moderator');
  await database.client.report.update({ where: { id: other }, data: { state: 'awaiting_approval', approvalReason: 'A reason.' } });
  must(await desk.as(second, (ctx) => decline(ctx, { reportId: other, reason: 'This authority has nothing to do with it.' })));
  sandbox.clock.advance(UNDO_MS);
  await file(made.reportId);
  expect(await desk.as(second, (ctx) => undoReport(ctx, { reportId: other }))).toMatchObject({ ok: false, problem: { code: 'not_found' } });
  expect(await desk.as(desk.moderator, (ctx) => undoReport(ctx, { reportId: made.reportId }))).toMatchObject({ ok: false, problem: { code: 'conflict' } });
  expect(must(await desk.as(desk.moderator, (ctx) => undoReport(ctx, { reportId: other })))).toEqual({ itemId, isDecisionKept: true });
  expect([(await desk.stored(made.reportId)).state, (await desk.stored(other)).state, await stateOf(itemId)]).toEqual(['filed', 'withdrawn', 'decided free']);
  expect(await database.client.decision.count({ where: { id: made.decisionId, undoneAt: null } })).toBe(1);
  const { verdicts } = must(await desk.as(desk.moderator, (ctx) => readReport(ctx, { reportId: other })));
  expect(verdicts).toMatchObject([{ by: second.name, reason: 'This authority has nothing to do with it.' }]);
});

test('decided anew after a second person sent it back, a report is known since the first time; after a plain undo it is not', async () => {
  const { itemId } = await desk.sendItem(0);
  const knownAt = async (reportId: string) => (await desk.stored(reportId)).knownAt;
  const undone = await desk.report(itemId);
  must(await desk.as(desk.moderator, (ctx) => undoReport(ctx, undone)));
  sandbox.clock.advance(60_000);
  const first = await desk.report(itemId);
  const since = sandbox.clock.now();
  expect(await knownAt(first.reportId)).toEqual(since);
  await database.client.report.update({ where: { id: first.reportId }, data: { state: 'awaiting_approval', approvalReason: 'A reason.' } });
  const second = await desk.person('moderator');
  must(await desk.as(second, (ctx) => decline(ctx, { reportId: first.reportId, reason: 'Look at the dates again.' })));
  must(await desk.as(desk.moderator, (ctx) => undoReport(ctx, first)));
  sandbox.clock.advance(86_400_000);
  const again = await desk.report(itemId);
  expect(again.reportId).not.toBe(first.reportId);
  expect(await knownAt(again.reportId)).toEqual(since);
});

test('a report that goes elsewhere than was shown is not made, and nothing of the click is kept', async () => {
  const { itemId } = await desk.sendItem(0);
  must(await desk.as(desk.moderator, (ctx) => take(ctx, { itemId })));
  const decision = { ...desk.decision(itemId), outcome: 'enticement' as const };
  const refused = await desk.as(desk.moderator, (ctx) => settle(ctx, { decision, isReported: true, shown: ['ncmec'], note: 'kept or not' }));
  expect(refused).toMatchObject({ ok: false, problem: { code: 'conflict' } });
  expect([await stateOf(itemId), await database.client.report.count({ where: { itemId } }), await database.client.note.count({ where: { case: { items: { some: { id: itemId } } } } })]).toEqual(['waiting mine', 0, 0]);
  expect(must(await desk.as(desk.moderator, (ctx) => settle(ctx, { decision, isReported: true, shown: ['ncmec', 'gateway'], note: '' }))).reports).toHaveLength(2);
});

test('where two have to agree nothing is queued, and whoever asked can take it back however late, nobody else', async () => {
  await database.client.approvalRule.create({ data: { hotline: 'ncmec', harm: 'apparent_csam', forKnown: false, forNovel: true, updatedAt: sandbox.clock.now() } });
  try {
    const { itemId } = await desk.sendItem(1);
    const plan = must(await desk.as(desk.moderator, (ctx) => planOf(ctx, { itemId, also: [], outcome: 'apparent_csam', isDangerNow: false })));
    expect(plan.routes[0]?.approval).toMatch(/new material/);
    expect(must(await desk.as(desk.moderator, (ctx) => planOf(ctx, { itemId, also: [], outcome: 'apparent_csam', isDangerNow: true }))).routes[0]?.approval).toBeNull();
    const made = await desk.report(itemId);
    expect([made.state, await jobsOf(made.reportId)]).toEqual(['awaiting_approval', []]);
    expect((await desk.stored(made.reportId)).approvalReason).toBe(plan.routes[0]?.approval);
    sandbox.clock.advance(60 * UNDO_MS);
    await file(made.reportId);
    const stranger = await desk.person('moderator');
    expect(await desk.as(stranger, (ctx) => undoReport(ctx, made))).toMatchObject({ ok: false, problem: { code: 'not_found' } });
    must(await desk.as(desk.moderator, (ctx) => undoReport(ctx, made)));
    expect([await stateOf(itemId), (await desk.stored(made.reportId)).state]).toEqual(['waiting mine', 'withdrawn']);
  } finally {
    await database.owner.query(`DELETE FROM "ApprovalRule" WHERE "hotline" = 'ncmec'`);
  }
});

test('whoever asked for a report reads why it was sent back, nobody else, and no longer once they took it up again', async () => {
  const { itemId } = await desk.sendItem(0);
  const { reportId } = await desk.report(itemId);
  await database.client.report.update({ where: { id: reportId }, data: { state: 'awaiting_approval', approvalReason: 'A reason.' } });
  const second = await desk.person('moderator');
  must(await desk.as(second, (ctx) => decline(ctx, { reportId, reason: 'The outcome is another one.' })));
  expect(must(await desk.as(desk.moderator, (ctx) => sentBackOf(ctx, { itemId })))).toMatchObject([{ reportId, by: second.name, reason: 'The outcome is another one.' }]);
  expect(must(await desk.as(second, (ctx) => sentBackOf(ctx, { itemId })))).toEqual([]);
  must(await desk.as(desk.moderator, (ctx) => undoReport(ctx, { reportId })));
  expect(must(await desk.as(desk.moderator, (ctx) => sentBackOf(ctx, { itemId })))).toEqual([]);
});

test('a route that is missing is added, and the one that has its report gets no second one', async () => {
  const { itemId } = await desk.sendItem(0);
  const made = await desk.report(itemId, { outcome: 'enticement' });
  const [standing, gone] = made.reports;
  must(await desk.as(desk.moderator, (ctx) => withdrawReport(ctx, { reportId: gone?.reportId ?? '' })));
  const again = must(await desk.as(desk.moderator, (ctx) => createReports(ctx, { decisionIds: made.decisionIds })));
  expect(again.map(({ reportId }) => reportId)).toEqual([gone?.reportId]);
  expect(await database.client.report.findMany({ where: { itemId }, orderBy: { id: 'asc' }, select: { id: true, state: true } })).toEqual([{ id: standing?.reportId, state: 'waiting' }, { id: gone?.reportId, state: 'waiting' }]);
  expect(await desk.as(desk.moderator, (ctx) => createReports(ctx, { decisionIds: made.decisionIds }))).toMatchObject({ problem: { code: 'conflict' } });
});

test('reports on one account over time are linked, those to an authority by its own numbers', async () => {
  const [first, second, third] = await itemsOfOneCase(0, 1, 0);
  if (!first || !second || !third) throw new Error('three items were sent');
  const receipts: string[] = [];
  for (const [one, also] of [[first, [second]], [third, []]] as const) {
    const made = await desk.report(one.itemId, {}, also.map(({ itemId }) => itemId));
    sandbox.clock.advance(UNDO_MS);
    await file(made.reportId);
    receipts.push((await desk.stored(made.reportId)).hotlineReportId ?? '');
  }
  const received = (await sandbox.reports()).find(({ id }) => id === receipts[1]);
  expect(received?.xml).toContain(`<priorCTReports>${receipts[0]}</priorCTReports>`);
});
