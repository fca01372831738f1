import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { openSandbox, type OpenSandbox } from '@/lib/hotlines/testing';
import { fileReport } from './file';
import { listReports } from './read';
import { MOVING } from './rules';
import { sweepReports } from './sweep';
import { type Desk, must, openDesk } from './testing';

const database = testDatabase();
let sandbox: OpenSandbox;
let desk: Desk;
const never = new AbortController().signal;
const MINUTE_MS = 60_000;

beforeAll(async () => {
  sandbox = await openSandbox();
  desk = await openDesk(database, sandbox.clock);
});
afterAll(() => sandbox[Symbol.asyncDispose]());

const DUE = `SELECT j.id, r."id" AS "reportId" FROM graphile_worker.jobs j JOIN "Report" r ON j.key = 'file-report:' || r."id"::text
  WHERE r."state" = 'waiting' AND r."dueAt" <= $1 OR r."state"::text = ANY($2) AND (r."retryAt" IS NULL OR r."retryAt" <= $1) ORDER BY j.priority, j.run_at, j.id LIMIT 1`;

/** What a worker does: looks around, then takes one job after the other by their priority and time, until nothing is due. */
async function work(hotline = sandbox.hotline): Promise<void> {
  await sweepReports(database.client, sandbox.clock);
  for (;;) {
    const { rows: [job] } = await database.owner.query<{ id: string; reportId: string }>(DUE, [sandbox.clock.now(), MOVING]);
    if (!job) return;
    await database.owner.query('DELETE FROM graphile_worker._private_jobs WHERE id = $1', [job.id]);
    await fileReport(desk.tools(hotline), job.reportId, never);
  }
}

const alerts = async () => (await database.client.alert.findMany({ where: { kind: 'hotline_down' } })).map(({ details }) => details);
const submits = async () => (await sandbox.calls()).filter(({ call }) => call === 'submit').length;

test('the hotline is down for an hour: one report at a time asks, the page says why all wait, one alert is raised; back again, all are filed in the order of urgency', async () => {
  const supervisor = await desk.person('supervisor');
  const urgencies = [2_500, 40, 1_200, 2_500, 700, 40];
  const ids: string[] = [];
  for (const urgency of urgencies) {
    const { reportId } = await desk.report((await desk.sendItem(0)).itemId);
    sandbox.clock.advance(1_000);
    await database.client.report.update({ where: { id: reportId }, data: { urgency } });
    ids.push(reportId);
  }
  const page = async () => must(await desk.as(supervisor, (ctx) => listReports(ctx, {}))).rows;
  await sandbox.addFault({ call: 'any', kind: 'http503', every: true });
  sandbox.clock.advance(10_000);

  const began = sandbox.clock.now().getTime();
  for (let minute = 0; minute < 60; minute += 1) {
    await work();
    // The database's owner looks, so that looking is no event of the trail.
    const reports = await database.client.report.findMany();
    for (const { state, problem, retryAt } of reports) {
      expect([state, problem]).toEqual(['opening', expect.stringMatching(/will be tried again\. Nothing is lost|takes no reports since 2026-11-23 09:00 UTC.*the most urgent first/)]);
      expect((retryAt?.getTime() ?? 0) - sandbox.clock.now().getTime()).toBeGreaterThan(0);
    }
    if (minute % 20 === 19) expect((await page()).map(({ state, problem }) => [state, problem !== null])).toEqual(urgencies.map(() => ['opening', true]));
    expect(await alerts()).toEqual([expect.not.objectContaining({ overAt: expect.anything() as unknown })]);
    sandbox.clock.advance(MINUTE_MS);
  }
  // Every one of six asking every minute would be 360.
  expect(await submits()).toBeLessThan(80);

  await sandbox.clearFaults();
  const asked = await submits();
  for (let minute = 0; minute < 5 && (await database.client.report.count({ where: { state: 'filed' } })) < ids.length; minute += 1) {
    await work();
    sandbox.clock.advance(1_000);
  }
  // Each asked once, and was filed.
  expect(await submits()).toBe(asked + ids.length);
  const finishes = (await sandbox.calls()).filter(({ call }) => call === 'finish').map(({ reportId }) => reportId);
  const filed = new Map((await database.client.report.findMany({ select: { id: true, hotlineReportId: true, problem: true } })).map((report) => [report.hotlineReportId, report]));
  expect(finishes.map((receipt) => filed.get(receipt)?.id)).toEqual([1, 5, 4, 2, 0, 3].map((index) => ids[index]));
  expect([...filed.values()].map(({ problem }) => problem)).toEqual(ids.map(() => null));
  expect(sandbox.clock.now().getTime() - began).toBeLessThan(61 * MINUTE_MS);
  expect(await alerts()).toEqual([expect.objectContaining({ about: 'ncmec test', overAt: expect.any(String) as string })]);
}, 120_000);

test('the most urgent report is one that the hotline cannot take: another gets its turn, and all others are filed', async () => {
  const ids: string[] = [];
  for (const urgency of [1, 500, 900, 1_500]) {
    const { reportId } = await desk.report((await desk.sendItem(0)).itemId);
    await database.client.report.update({ where: { id: reportId }, data: { urgency } });
    ids.push(reportId);
  }
  const [dead = '', ...others] = ids;
  const { item } = await database.client.report.findUniqueOrThrow({ where: { id: dead }, include: { item: true } });
  const { hotline } = sandbox;
  const call = { method: 'POST', path: '/submit', startedAt: sandbox.clock.now(), durationMs: 1, httpStatus: 500 } as const;
  const failing: typeof hotline = {
    ...hotline,
    open: (report, options) => (JSON.stringify(report).includes(item.externalId) ? Promise.resolve({ kind: 'retry', message: 'The hotline failed.', isInDoubt: false, call }) : hotline.open(report, options)),
  };
  // It fails before the others are due, so that it alone has the hotline count as down.
  await database.client.report.updateMany({ where: { id: { in: others } }, data: { dueAt: new Date(sandbox.clock.now().getTime() + 3 * MINUTE_MS) } });
  const filed = () => database.client.report.count({ where: { id: { in: ids }, state: 'filed' } });
  let wasDown = 0;
  for (let half = 0; half < 40 && (await filed()) < others.length; half += 1) {
    sandbox.clock.advance(MINUTE_MS / 2);
    await work(failing);
    wasDown += await database.client.hotlineHealth.count({ where: { failures: { gte: 3 } } });
  }
  expect([await filed(), wasDown > 0]).toEqual([others.length, true]);
  expect(await database.client.report.findUniqueOrThrow({ where: { id: dead } })).toMatchObject({ state: 'opening' });
  for (let half = 0; half < 60 && (await filed()) < ids.length; half += 1) {
    sandbox.clock.advance(MINUTE_MS / 2);
    await work();
  }
  expect(await filed()).toBe(ids.length);
}, 120_000);
