import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { breakSeal } from '@/lib/evidence/testing';
import { hasSchema, openSandbox, type OpenSandbox, schemaProblems } from '@/lib/hotlines/testing';
import { config } from '@/lib/kernel';
import { take } from '@/lib/queue';
import { undoDecision } from '@/lib/review';
import type { DecideInput } from '@/lib/review/schema';
import { createReports } from './create';
import { fileReport } from './file';
import { retryReport } from './retry';
import { MOVING } from './rules';
import { settle } from './settle';
import { sweepReports } from './sweep';
import { type Desk, must, openDesk } from './testing';
import { undoReport, withdrawReport } from './withdraw';

const database = testDatabase();
let sandbox: OpenSandbox;
let desk: Desk;
const never = new AbortController().signal;
const UNDO_MS = 10_000;

beforeAll(async () => {
  sandbox = await openSandbox();
  desk = await openDesk(database, sandbox.clock);
});
afterAll(() => sandbox[Symbol.asyncDispose]());

const file = (reportId: string, hotline = sandbox.hotline) => fileReport(desk.tools(hotline), reportId, never);
const atHotline = async (receipt: string | null) => (await sandbox.reports()).find(({ id }) => id === receipt);
const finished = async () => (await sandbox.reports()).filter(({ state }) => state === 'finished');

test('one click on each of two items files both, one viewed and one not, as the ledger says', async () => {
  const [viewed, unviewed] = [await desk.sendItem(2), await desk.sendItem(1)];
  for (const mediaId of viewed.mediaIds) await desk.look(viewed.itemId, mediaId);
  const reports = [await desk.report(viewed.itemId), await desk.report(unviewed.itemId, { dangerNow: ['live_abuse'], dangerReason: 'A reason.' })];
  sandbox.clock.advance(UNDO_MS);
  for (const { reportId } of reports) await file(reportId);

  const [first, second] = await Promise.all(reports.map(({ reportId }) => desk.stored(reportId)));
  expect([first?.state, second?.state]).toEqual(['filed', 'filed']);
  const [one, two] = [await atHotline(first?.hotlineReportId ?? null), await atHotline(second?.hotlineReportId ?? null)];
  expect([one, two].map((report) => report?.state)).toEqual(['finished', 'finished']);
  expect([one, two].map((report) => report?.files.map(({ fileViewedByEsp }) => fileViewedByEsp))).toEqual([[true, true, false], [false, false]]);
  expect(two?.xml).toContain('<escalateToHighPriority>Danger now: live abuse. A reason.');
  expect(first?.clocks).toMatchObject([{ startsAt: first?.filedAt, endsAt: new Date('2027-11-23T09:00:10.000Z') }]);
  expect(first?.calls.map(({ call, outcome }) => `${call} ${outcome}`)).toEqual(['submit ok', 'upload ok', 'upload ok', 'upload ok', 'fileinfo ok', 'fileinfo ok', 'fileinfo ok', 'finish ok']);
  if (hasSchema) for (const xml of [one?.xml, two?.xml, ...(one?.files ?? []).map(({ detailsXml }) => detailsXml)]) expect(schemaProblems(xml ?? '')).toEqual([]);
});

test('a text-only item is filed like any other', async () => {
  const { itemId } = await desk.sendItem(0);
  const { reportId } = await desk.report(itemId, { outcome: 'enticement' });
  sandbox.clock.advance(UNDO_MS);
  await file(reportId);
  const { state, hotlineReportId } = await desk.stored(reportId);
  expect(state).toBe('filed');
  expect(await atHotline(hotlineReportId)).toMatchObject({ state: 'finished', files: [{ contentType: expect.stringContaining('text/plain') as string, fileRelevance: 'Supplemental Reported' }] });
});

test('a second report on the same account names the first', async () => {
  const subject = { externalId: 'repeated', screenName: 'again' };
  const messages = [{ externalId: 'm', senderId: 'repeated', sentAt: '2026-11-20T08:15:00Z', text: 'harmless' }];
  const receipts: string[] = [];
  for (let round = 0; round < 2; round += 1) {
    const { itemId } = await desk.sendItem(0, { subject, messages, conversation: undefined });
    const { reportId } = await desk.report(itemId);
    sandbox.clock.advance(UNDO_MS);
    await file(reportId);
    receipts.push((await desk.stored(reportId)).hotlineReportId ?? '');
  }
  expect((await atHotline(receipts[1] ?? ''))?.xml).toContain(`<priorCTReports>${receipts[0]}</priorCTReports>`);
});

test('a reportable decision is not saved without its report, and other decisions are', async () => {
  const { itemId } = await desk.sendItem(0);
  must(await desk.as(desk.moderator, (ctx) => take(ctx, { itemId })));
  const save = (outcome: DecideInput['outcome']) => desk.as(desk.moderator, (ctx) => settle(ctx, { decision: { ...desk.decision(itemId), outcome }, isReported: false, note: 'kept or not' }));
  for (const outcome of ['apparent_csam', 'enticement'] as const) expect(await save(outcome)).toMatchObject({ ok: false, problem: { code: 'unprocessable' } });
  expect(await database.client.note.count({ where: { case: { items: { some: { id: itemId } } } } })).toBe(0);
  expect(must(await save('other_policy')).reports).toEqual([]);
});

test('a decision that is being reported is not undone alone, which would leave its report on the way', async () => {
  const { itemId } = await desk.sendItem(0);
  const { reportId, decisionId } = await desk.report(itemId);
  const alone = await desk.as(desk.moderator, (ctx) => undoDecision(ctx, { decisionId }));
  expect(alone.ok === false && alone.problem.code).toBe('conflict');
  must(await desk.as(desk.moderator, (ctx) => undoReport(ctx, { reportId })));
});

test('undone in time a report is never sent, and its item is back with its reviewer', async () => {
  const { itemId } = await desk.sendItem();
  const { reportId } = await desk.report(itemId);
  sandbox.clock.advance(UNDO_MS - 1);
  await file(reportId);
  expect(must(await desk.as(desk.moderator, (ctx) => undoReport(ctx, { reportId })))).toEqual({ itemId });
  sandbox.clock.advance(UNDO_MS);
  await file(reportId);
  expect(await desk.stored(reportId)).toMatchObject({ state: 'withdrawn', hotlineReportId: null, calls: [] });
  const again = await desk.report(itemId);
  expect(again.reportId).not.toBe(reportId);
});

test('too late, or by somebody else, undo changes nothing', async () => {
  const { reportId } = await desk.report((await desk.sendItem()).itemId);
  const stranger = await desk.person('moderator');
  expect(await desk.as(stranger, (ctx) => undoReport(ctx, { reportId }))).toMatchObject({ ok: false, problem: { code: 'not_found' } });
  sandbox.clock.advance(UNDO_MS);
  expect(await desk.as(desk.moderator, (ctx) => undoReport(ctx, { reportId }))).toMatchObject({ ok: false, problem: { code: 'conflict' } });
  await file(reportId);
  expect((await desk.stored(reportId)).state).toBe('filed');
});

test('undo and the filing job race for one report: exactly one of them has it', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { reportId } = await desk.report((await desk.sendItem(0)).itemId);
    const before = (await finished()).length;
    // The undo sees the last moment in which it may act, the job the first in which it may.
    const early = { now: () => new Date(sandbox.clock.now().getTime() - 1) };
    sandbox.clock.advance(UNDO_MS);
    const undo = desk.as(desk.moderator, (ctx) => withdrawReport({ ...ctx, clock: early }, { reportId }));
    const [undone] = await Promise.all([undo, file(reportId)]);
    const { state } = await desk.stored(reportId);
    expect([state, (await finished()).length - before]).toEqual(undone.ok ? ['withdrawn', 0] : ['filed', 1]);
  }
});

test('a decision is reported once, and only when it is to be reported', async () => {
  const { decisionId } = await desk.report((await desk.sendItem()).itemId);
  expect(await desk.as(desk.moderator, (ctx) => createReports(ctx, { decisionIds: [decisionId] }))).toMatchObject({ problem: { code: 'conflict' } });
  const { itemId } = await desk.sendItem();
  await expect(desk.report(itemId, { outcome: 'not_violating' })).rejects.toThrow('unprocessable');
  expect(await database.client.decision.count({ where: { itemId } })).toBe(0);
});

test('a signal marked as a test never enters a report for real, and a test report is never sent for real', async () => {
  const signals = [{ kind: 'user_report', reason: 'child_safety', test: true }];
  const { itemId } = await desk.sendItem(1, { signals });
  const made = await desk.report((await desk.sendItem(1, { signals })).itemId);
  sandbox.clock.advance(UNDO_MS);
  config().TEST_MODE = false;
  try {
    await expect(desk.report(itemId)).rejects.toThrow('forbidden');
    await file(made.reportId);
  } finally {
    config().TEST_MODE = true;
  }
  expect(await desk.stored(made.reportId)).toMatchObject({ state: 'needs_attention', hotlineReportId: null, calls: [] });
});

test('two workers that get the same job file it once', async () => {
  const { reportId } = await desk.report((await desk.sendItem(2)).itemId);
  sandbox.clock.advance(UNDO_MS);
  const before = (await sandbox.reports()).length;
  await Promise.all([file(reportId), file(reportId), file(reportId)]);
  expect((await desk.stored(reportId)).state).toBe('filed');
  expect((await sandbox.reports()).length - before).toBe(1);
});

/** What an earlier test left on its way would ask first, as it should. */
async function fileWhatIsDue(): Promise<void> {
  for (const { id } of await database.client.report.findMany({ where: { state: { in: ['waiting', ...MOVING] } } })) await file(id);
}

test('while the hotline is down a report says so and waits longer each time; when it is back the sweep sends it on', async () => {
  await fileWhatIsDue();
  const { reportId } = await desk.report((await desk.sendItem()).itemId);
  sandbox.clock.advance(UNDO_MS);
  await sandbox.addFault({ call: 'submit', kind: 'http500', count: 3 });
  const pauses: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    await file(reportId);
    const { state, problem, retryAt } = await desk.stored(reportId);
    expect([state, problem]).toEqual(['opening', expect.stringContaining('Nothing is lost')]);
    const pause = (retryAt?.getTime() ?? 0) - sandbox.clock.now().getTime();
    pauses.push(pause);
    await file(reportId);
    expect((await desk.stored(reportId)).attempts).toBe(round + 1);
    sandbox.clock.advance(pause);
  }
  expect(pauses).toEqual([2_500, 5_000, 10_000]);
  await database.owner.query('DELETE FROM graphile_worker._private_jobs');
  await sweepReports(database.client, sandbox.clock);
  const { rows } = await database.owner.query<{ key: string }>('SELECT key FROM graphile_worker.jobs');
  expect(rows.map(({ key }) => key)).toContain(`file-report:${reportId}`);
  await file(reportId);
  expect(await desk.stored(reportId)).toMatchObject({ state: 'filed', problem: null, retryAt: null });
});

test('wrong credentials stop the report in plain sight, and a supervisor sends it on when they are right', async () => {
  const { reportId } = await desk.report((await desk.sendItem()).itemId);
  sandbox.clock.advance(UNDO_MS);
  await file(reportId, sandbox.stranger);
  const stuck = await desk.stored(reportId);
  expect([stuck.state, stuck.calls.map(({ httpStatus }) => httpStatus)]).toEqual(['needs_attention', [401]]);
  expect(stuck.problem).toMatch(/credentials.*not confirmed as filed.*supervisor/s);
  await file(reportId);
  expect((await desk.stored(reportId)).state).toBe('needs_attention');

  const supervisor = await desk.person('supervisor');
  must(await desk.as(supervisor, (ctx) => retryReport(ctx, { reportId })));
  await file(reportId);
  expect(await desk.stored(reportId)).toMatchObject({ state: 'filed', problem: null });
  expect(await desk.as(supervisor, (ctx) => retryReport(ctx, { reportId }))).toMatchObject({ problem: { code: 'conflict' } });
  const trail = await database.client.auditEvent.findMany({ where: { targets: { array_contains: [{ id: reportId }] } }, orderBy: { seq: 'asc' } });
  expect(trail.map(({ action }) => action)).toEqual(expect.arrayContaining(['report.created', 'report.moved', 'report.stuck', 'report.retried', 'report.filed']));
});

test('a file whose seal is broken is not filed: the report waits for a person, who is told why, and goes on once it is mended', async () => {
  const { itemId, mediaIds } = await desk.sendItem(2);
  const mend = await breakSeal(mediaIds[1] ?? '');
  const { reportId } = await desk.report(itemId);
  sandbox.clock.advance(UNDO_MS);
  await file(reportId);
  const stuck = await desk.stored(reportId);
  expect(stuck).toMatchObject({ state: 'needs_attention', problem: expect.stringContaining('File 2 does not open') as string });
  expect(stuck.calls.map(({ call, outcome }) => `${call} ${outcome}`)).toEqual(['submit ok', 'upload ok', 'upload broken_seal', 'retract ok']);
  expect(stuck.hotlineReportId).toBeNull();
  expect(await database.client.auditEvent.findFirstOrThrow({ where: { action: 'evidence.broken' } })).toMatchObject({ actorName: 'filing', itemId, targets: [{ id: mediaIds[1] }] });
  expect(await database.client.alert.count({ where: { kind: 'evidence_broken' } })).toBe(1);

  await mend();
  must(await desk.as(await desk.person('supervisor'), (ctx) => retryReport(ctx, { reportId })));
  await file(reportId);
  expect(await desk.stored(reportId)).toMatchObject({ state: 'filed' });
});

test('a file that arrives changed is never described or finished', async () => {
  const { reportId } = await desk.report((await desk.sendItem()).itemId);
  sandbox.clock.advance(UNDO_MS);
  const lying = { ...sandbox.hotline, upload: async (...args: Parameters<typeof sandbox.hotline.upload>) => {
    const answer = await sandbox.hotline.upload(...args);
    return answer.kind === 'ok' ? { ...answer, value: { ...answer.value, md5: 'f'.repeat(32) } } : answer;
  } };
  await file(reportId, lying);
  expect(await desk.stored(reportId)).toMatchObject({ state: 'uploading', problem: expect.stringContaining('checksums differ') as string });
  sandbox.clock.advance(60_000);
  await file(reportId);
  const { state, hotlineReportId, calls } = await desk.stored(reportId);
  expect([state, calls.some(({ call, outcome }) => call === 'retract' && outcome === 'ok')]).toEqual(['filed', true]);
  expect((await atHotline(hotlineReportId))?.state).toBe('finished');
});
