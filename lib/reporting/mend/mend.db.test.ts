import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { type OpenSandbox, openSandbox } from '@/lib/hotlines/testing';
import { type PersonActor, randomIds } from '@/lib/kernel';
import { type Desk, must, openDesk } from '@/lib/reporting/testing';
import { fileReport } from '../file';
import { retryReport } from '../retry';
import { supplement } from '../supplement';
import { mendReport } from './mend-report';

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

const file = async (reportId: string) => {
  sandbox.clock.advance(60_000);
  await fileReport(desk.tools(sandbox.hotline), reportId, new AbortController().signal);
  return desk.stored(reportId);
};
const refuse = (description: string, call = 'submit') => sandbox.addFault({ call, kind: 'code', code: 4100, description });
const receivedOf = async (id: string | null) => (await sandbox.reports()).find((received) => received.id === id);
const mend = (actor: PersonActor, reportId: string, ...omit: string[]) => desk.as(actor, (ctx) => mendReport(ctx, { reportId, omit }));
const SCREEN_NAME = 'personOrUserReported/screenName';

/** A report that the hotline refused for its screen name. */
async function refused(): Promise<string> {
  const { reportId } = await desk.report((await desk.sendItem(1)).itemId);
  await refuse(`cvc-maxLength-valid: ${SCREEN_NAME} is not valid`);
  expect(await file(reportId)).toMatchObject({ state: 'refused', problemFields: [{ path: SCREEN_NAME }] });
  return reportId;
}

test('what the hotline refused in its element goes along as text, once somebody says so, and the report is filed', async () => {
  const reportId = await refused();
  must(await mend(desk.moderator, reportId, SCREEN_NAME));
  const filed = await file(reportId);
  expect(filed).toMatchObject({ state: 'filed', problem: null, problemFields: null, omitted: [SCREEN_NAME] });
  const xml = (await receivedOf(filed.hotlineReportId))?.xml ?? '';
  expect(xml).not.toContain('<screenName>user_one');
  expect(xml).toContain(`${SCREEN_NAME}: user_one`);
  expect(await database.client.auditEvent.findMany({ where: { action: 'report.mended', targets: { array_contains: [{ id: reportId }] } } })).toMatchObject([{ details: { paths: [SCREEN_NAME] }, actorId: desk.moderator.id }]);
});

test('who asked for it or a supervisor mends, only while it is refused, and only what was refused and is not required', async () => {
  const reportId = await refused();
  const code = async (actor: PersonActor, ...omit: string[]) => {
    const result = await mend(actor, reportId, ...omit);
    return result.ok ? 'ok' : result.problem.code;
  };
  expect(await code(await desk.person('moderator'), SCREEN_NAME)).toBe('forbidden');
  expect(await code(sue, 'personOrUserReported/espIdentifier')).toBe('unprocessable');
  await database.client.report.update({ where: { id: reportId }, data: { problemFields: [{ path: 'incidentSummary/incidentType', words: '', whatToDo: '' }, { path: SCREEN_NAME, words: '', whatToDo: '' }] } });
  expect(await code(sue, 'incidentSummary/incidentType')).toBe('unprocessable');
  expect((await desk.stored(reportId)).state).toBe('refused');
  expect(await code(sue, SCREEN_NAME)).toBe('ok');
  expect(await code(sue, SCREEN_NAME)).toBe('conflict');
  expect(await desk.as(sue, (ctx) => mendReport(ctx, { reportId: randomIds.next(), omit: [SCREEN_NAME] }))).toMatchObject({ ok: false, problem: { code: 'not_found' } });
});

test('a supplement that was refused says the same, and to the same report, after it was mended or sent again', async () => {
  const first = await file((await desk.report((await desk.sendItem(1)).itemId)).reportId);
  const { reportId } = must(await desk.as(desk.moderator, (ctx) => supplement(ctx, { reportId: first.id, text: 'A second account was named.' })));
  for (const again of [() => mend(desk.moderator, reportId, SCREEN_NAME), () => desk.as(sue, (ctx) => retryReport(ctx, { reportId }))]) {
    await refuse(SCREEN_NAME);
    expect((await file(reportId)).state).toBe('refused');
    must(await again());
  }
  const filed = await file(reportId);
  const received = await receivedOf(filed.hotlineReportId);
  expect([filed.state, filed.files.length, received?.files]).toEqual(['filed', 0, []]);
  expect(received?.xml).toContain(`<priorCTReports>${first.hotlineReportId}</priorCTReports>`);
  expect(received?.xml).toContain(`Adds to report ${first.hotlineReportId}: A second account was named.`);
});
