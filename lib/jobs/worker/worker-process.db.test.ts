import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { openSandbox, type OpenSandbox } from '@/lib/hotlines/testing';
import { systemClock } from '@/lib/kernel';
import { health } from '@/lib/oversight';
import { type Desk, openDesk } from '@/lib/reporting/testing';
import { workerProcesses } from './testing/workers';

const database = testDatabase();
/** So far behind that the undo of a report made now is over for the worker, whose clock is right. */
const behind = { now: () => new Date(systemClock.now().getTime() - 10_000) };
const SOON = { timeout: 60_000, interval: 25 };

let sandbox: OpenSandbox;
let desk: Desk;
const workers = workerProcesses(() => ({ ...sandbox.environment(), DATABASE_URL: database.url }));

beforeAll(async () => {
  sandbox = await openSandbox();
  desk = await openDesk(database, behind);
});
afterAll(() => sandbox[Symbol.asyncDispose]());

const stateOf = async (reportId: string) => (await desk.stored(reportId)).state;
const finished = async (itemId: string) => {
  const { externalId } = await database.client.item.findUniqueOrThrow({ where: { id: itemId } });
  return (await sandbox.reports()).filter(({ state, xml }) => state === 'finished' && xml.includes(externalId));
};

/** Waits until the report is filed, and fails at once should the desk ever say so before the hotline has it. */
async function untilFiled(itemId: string, reportId: string): Promise<void> {
  await expect.poll(async () => {
    const state = await stateOf(reportId);
    if (state === 'filed' && (await finished(itemId)).length === 0) throw new Error('said filed too early');
    return { state, said: workers.said() };
  }, SOON).toEqual({ state: 'filed', said: '' });
}

test('killed between upload and finish, a restarted worker finishes the report exactly once, and filed is said only then', async () => {
  const { itemId } = await desk.sendItem(2);
  const { reportId } = await desk.report(itemId);
  await sandbox.addFault({ call: 'finish', kind: 'hang' });
  workers.start();
  await expect.poll(async () => ({ hanging: await sandbox.hanging(), said: workers.said() }), SOON).toEqual({ hanging: ['finish'], said: '' });
  expect(await stateOf(reportId)).toBe('finishing');
  await workers.endAll('SIGKILL');
  await sandbox.clearFaults();
  expect([await stateOf(reportId), await finished(itemId)]).toEqual(['finishing', []]);

  workers.start();
  await untilFiled(itemId, reportId);
  expect((await finished(itemId)).map(({ id }) => id)).toEqual([(await desk.stored(reportId)).hotlineReportId]);
}, 180_000);

test('two workers file each of many reports once', async () => {
  const reports = [];
  for (let count = 0; count < 6; count += 1) {
    const { itemId } = await desk.sendItem(1);
    reports.push({ itemId, ...(await desk.report(itemId)) });
  }
  workers.start();
  workers.start();
  for (const { itemId, reportId } of reports) await untilFiled(itemId, reportId);
  for (const { itemId } of reports) expect(await finished(itemId)).toHaveLength(1);
  // A worker that has just come may file before it first says that it lives.
  await expect.poll(() => health(systemClock), SOON).toMatchObject({ status: 'up', database: 'up', worker: 'up', mode: 'test' });
}, 180_000);

test('asked to stop in the middle of a call, the worker cuts it, ends cleanly, and the next one goes on', async () => {
  const { itemId } = await desk.sendItem(1);
  const { reportId } = await desk.report(itemId);
  await sandbox.addFault({ call: 'upload', kind: 'hang' });
  workers.start();
  await expect.poll(() => sandbox.hanging(), SOON).toEqual(['upload']);
  expect(await workers.endAll('SIGTERM')).toEqual([0]);
  await sandbox.clearFaults();
  expect(await desk.stored(reportId)).toMatchObject({ state: 'uploading', problem: null });

  workers.start();
  await untilFiled(itemId, reportId);
  expect(await finished(itemId)).toHaveLength(1);
}, 180_000);
