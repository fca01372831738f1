import { beforeAll, expect, test } from 'vitest';
import { keepAway } from '@/lib/cases';
import { testDatabase } from '@/lib/db/testing';
import { sealText, unwrapKey } from '@/lib/evidence';
import { type OpenSandbox, openSandbox } from '@/lib/hotlines/testing';
import { type PersonActor, randomIds } from '@/lib/kernel';
import { listReports, readCall, readReport } from '@/lib/reporting';
import { type Desk, must, openDesk } from '@/lib/reporting/testing';
import { callBinding } from '../keep-call';
import { fileReport } from '../file';
import { reconcile } from '../reconcile';
import { type ReportFilter, type ReportState, FUNNEL_STEPS } from '../schema';
import { supplement } from '../supplement';

const database = testDatabase();
let sandbox: OpenSandbox;
let desk: Desk;
let sue: PersonActor;

beforeAll(async () => {
  sandbox = await openSandbox();
  desk = await openDesk(database, sandbox.clock);
  sue = await desk.person('supervisor');
  return () => sandbox[Symbol.asyncDispose]();
});

const list = async (filter: ReportFilter = {}, actor = sue) => must(await desk.as(actor, (ctx) => listReports(ctx, filter)));
const look = (reportId: string, actor = sue) => desk.as(actor, (ctx) => readReport(ctx, { reportId }));
const check = () => reconcile({ client: database.client, clock: sandbox.clock, ids: randomIds });
const newReport = async () => desk.report((await desk.sendItem(0)).itemId);
const put = (reportId: string, state: ReportState, more: object = {}) => database.client.report.update({ where: { id: reportId }, data: { state, ...more } });
const file = async (reportId: string) => {
  sandbox.clock.advance(60_000);
  await fileReport(desk.tools(sandbox.hotline), reportId, new AbortController().signal);
  return desk.stored(reportId);
};

test('every report is listed once whatever page it is on, what is stuck first and what is late first within its step', async () => {
  const states: ReportState[] = ['filed', 'needs_attention', 'waiting', 'awaiting_approval', 'refused', 'opening', 'awaiting_reference', 'withdrawn', 'draft'];
  const { reportId: pattern } = await newReport();
  await put(pattern, 'filed', { filedAt: sandbox.clock.now(), hotlineReportId: '1', urgency: 2_500 });
  const made = [pattern];
  for (let count = 1; count < 60; count += 1) {
    sandbox.clock.advance(60_000);
    const other = { id: randomIds.next(), hotline: `h-${count}`, state: states[count % states.length], knownAt: sandbox.clock.now() };
    await database.owner.query('INSERT INTO "Report" SELECT (jsonb_populate_record(r, $2::jsonb)).* FROM "Report" r WHERE "id" = $1', [pattern, JSON.stringify(other)]);
    made.push(other.id);
  }
  // The newest of the stuck ones is the only one that is late.
  const late = made.findLast((_id, index) => states[index % states.length] === 'draft') ?? '';
  await put(late, 'draft', { urgency: 0 });
  sandbox.clock.advance(16 * 60_000);

  const seen: string[] = [];
  let page = await list();
  expect(FUNNEL_STEPS.reduce((sum, step) => sum + page.funnel[step], 0)).toBe(made.length);
  expect(page.rows.slice(0, 2).map(({ id, isLate, state }) => [id, isLate, state])).toEqual([[late, true, 'draft'], [made[1], false, 'needs_attention']]);
  for (; ; page = await list({ before: page.next })) {
    seen.push(...page.rows.map(({ id }) => id));
    if (page.next === null) break;
  }
  expect(seen).toHaveLength(made.length);
  expect(new Set(seen)).toEqual(new Set(made));

  expect((await list({ late: '1' })).rows.map(({ id }) => id)).toEqual([late]);
  for (const step of FUNNEL_STEPS) expect([step, (await list({ step })).rows.length]).toEqual([step, page.funnel[step]]);
  expect((await list({ hotline: 'h-7' })).rows.map(({ id }) => id)).toEqual([made[7]]);
  expect(page.rows.concat((await list()).rows).filter(({ state, owner }) => (owner === null) !== ['filed', 'withdrawn'].includes(state))).toEqual([]);
});

test('what the last check found is told with its time, and whoever is kept away from a case is told figures without it', async () => {
  await check();
  const before = (await list()).proof;
  expect(before).toMatchObject({ at: sandbox.clock.now().toISOString(), isStale: false });
  expect(before?.accountedFor).toBeLessThanOrEqual(before?.decisions ?? 0);
  const mo = await desk.person('moderator');
  const { reportId } = await newReport();
  const { caseId } = await desk.stored(reportId);
  must(await desk.as(sue, (ctx) => keepAway(ctx, { caseId, personId: mo.id, reason: 'Knows them' })));
  await check();
  expect((await list()).proof?.decisions).toBe((before?.decisions ?? 0) + 1);
  expect((await list({}, mo)).proof?.decisions).toBe(before?.decisions);
  expect(await look(reportId, mo)).toMatchObject({ ok: false, problem: { code: 'not_found' } });
  sandbox.clock.advance(6 * 60_000);
  expect((await list()).proof?.isStale).toBe(true);
});

test('decisions without a report are named on the page until they have theirs, and not to those who are kept away', async () => {
  const mo = await desk.person('moderator');
  const { reportId, decisionId } = await newReport();
  const { caseId } = await desk.stored(reportId);
  await database.owner.query('DELETE FROM "ReportFile" WHERE "reportId" = $1', [reportId]);
  await database.owner.query('DELETE FROM "ReportItem" WHERE "reportId" = $1', [reportId]);
  await database.owner.query('DELETE FROM "Report" WHERE "id" = $1', [reportId]);
  await check();
  const named = async (actor: PersonActor) => (await list({}, actor)).missing.map((each) => each.decisionId);
  expect(await named(mo)).toContain(decisionId);
  must(await desk.as(sue, (ctx) => keepAway(ctx, { caseId, personId: mo.id, reason: 'Knows them' })));
  expect(await named(mo)).not.toContain(decisionId);
});

test('one report tells what it covers, what happened to it, and what it is linked with; reading it is on record', async () => {
  const { itemId, mediaIds } = await desk.sendItem(2);
  await desk.look(itemId, mediaIds[0] ?? '');
  const first = await file((await desk.report(itemId)).reportId);
  const added = must(await desk.as(desk.moderator, (ctx) => supplement(ctx, { reportId: first.id, text: 'More.' })));
  const view = must(await look(first.id));
  expect(view.row).toMatchObject({ state: 'filed', owner: null, receipt: first.hotlineReportId });
  expect(view.items.map((each) => [each.itemId, each.outcome, each.decidedBy])).toEqual([[itemId, 'apparent_csam', desk.moderator.name]]);
  expect(view.files.filter(({ kind }) => kind === 'media').map(({ isViewed, sent }) => [isViewed, sent])).toEqual([[true, 'described'], [false, 'described']]);
  expect(view.history.map(({ action }) => action)).toEqual(['report.created', 'report.moved', 'report.moved', 'report.moved', 'report.moved', 'report.moved', 'report.filed']);
  expect(view.linked.map(({ row, how }) => [row.id, how])).toEqual([[added.reportId, 'added_by']]);
  expect(must(await look(added.reportId)).linked.map(({ row, how }) => [row.id, how])).toEqual([[first.id, 'adds_to']]);
  expect(view.preservedUntil).toMatch(/^2027-/);
  expect(await database.client.auditEvent.count({ where: { action: 'report.read', actorId: sue.id, targets: { array_contains: [{ id: first.id }] } } })).toBe(1);
});

test('a report whose key was destroyed still tells everything but its files’ names', async () => {
  const { itemId } = await desk.sendItem(1);
  const { reportId } = await desk.report(itemId);
  await database.client.item.update({ where: { id: itemId }, data: { wrappedKey: new Uint8Array() } });
  expect(must(await look(reportId)).files.map(({ name }) => name).every((name) => name === null)).toBe(true);
});

test('supervisors see each call and open what was said in it, on record; nobody else is given any', async () => {
  const filed = await file((await desk.report((await desk.sendItem(1)).itemId)).reportId);
  expect(must(await look(filed.id, desk.moderator)).calls).toBeNull();
  const calls = must(await look(filed.id)).calls ?? [];
  expect(calls.map(({ call, outcome, responseCode }) => [call, outcome, responseCode])).toEqual([
    ['submit', 'ok', 0], ...filed.files.map(() => ['upload', 'ok', 0]), ...filed.files.map(() => ['fileinfo', 'ok', 0]), ['finish', 'ok', 0],
  ]);
  const callId = calls[0]?.id ?? '';
  const text = must(await desk.as(sue, (ctx) => readCall(ctx, { callId })));
  expect([text.request.body?.includes('<report'), text.response.body?.includes(filed.hotlineReportId ?? '—')]).toEqual([true, true]);
  expect(JSON.stringify(text).toLowerCase()).not.toContain('authorization: basic');
  expect(JSON.stringify(text)).not.toContain(btoa('desk:correct horse'));
  expect(await database.client.auditEvent.findMany({ where: { action: 'report.call_read', actorId: sue.id, targets: { array_contains: [{ id: filed.id }] } } })).toMatchObject([{ details: { call: 'submit' } }]);

  // Another call's words in its place do not open.
  const item = await database.client.item.findUniqueOrThrow({ where: { id: filed.itemId } });
  await database.owner.query('UPDATE "HotlineCall" SET "sealedRequest" = $2 WHERE "id" = $1', [callId, Buffer.from(sealText(unwrapKey(item), callBinding('request', randomIds.next()), 'other'))]);
  expect(await desk.as(sue, (ctx) => readCall(ctx, { callId }))).toMatchObject({ ok: false, problem: { code: 'unprocessable' } });
  const { caseId } = filed;
  const sam = await desk.person('supervisor');
  must(await desk.as(sue, (ctx) => keepAway(ctx, { caseId, personId: sam.id, reason: 'Knows them' })));
  expect(await desk.as(sam, (ctx) => readCall(ctx, { callId }))).toMatchObject({ ok: false, problem: { code: 'not_found' } });
});
