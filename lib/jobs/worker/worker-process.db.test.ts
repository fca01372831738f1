import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { openSandbox, type OpenSandbox } from '@/lib/hotlines/testing';
import { systemClock } from '@/lib/kernel';
import { health } from '@/lib/oversight';
import { type Desk, openDesk } from '@/lib/reporting/testing';

const database = testDatabase();
/** So far behind that the undo of a report made now is over for the worker, whose clock is right. */
const behind = { now: () => new Date(systemClock.now().getTime() - 10_000) };
const SOON = { timeout: 20_000, interval: 25 };

let sandbox: OpenSandbox;
let desk: Desk;
let workers: ChildProcess[] = [];
let said = '';

beforeAll(async () => {
  sandbox = await openSandbox();
  desk = await openDesk(database, behind);
});
afterEach(() => endAll('SIGKILL'));
afterAll(() => sandbox[Symbol.asyncDispose]());

function startWorker(): void {
  said = '';
  const worker = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'bin/worker.ts'], {
    env: { ...process.env, ...sandbox.environment(), DATABASE_URL: database.url, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  worker.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  workers.push(worker);
}

/** @returns their exit codes; null for one that a signal ended. */
async function endAll(signal: NodeJS.Signals): Promise<(number | null)[]> {
  const codes = workers.map(async (worker) => {
    if (worker.exitCode === null && worker.signalCode === null) {
      const ended = once(worker, 'exit');
      worker.kill(signal);
      await ended;
    }
    return worker.exitCode;
  });
  workers = [];
  return Promise.all(codes);
}

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
    return { state, said };
  }, SOON).toEqual({ state: 'filed', said: '' });
}

test('killed between upload and finish, a restarted worker finishes the report exactly once, and filed is said only then', async () => {
  const { itemId } = await desk.sendItem(2);
  const { reportId } = await desk.report(itemId);
  await sandbox.addFault({ call: 'finish', kind: 'hang' });
  startWorker();
  await expect.poll(async () => ({ hanging: await sandbox.hanging(), said }), SOON).toEqual({ hanging: ['finish'], said: '' });
  expect(await stateOf(reportId)).toBe('finishing');
  await endAll('SIGKILL');
  await sandbox.clearFaults();
  expect([await stateOf(reportId), await finished(itemId)]).toEqual(['finishing', []]);

  startWorker();
  await untilFiled(itemId, reportId);
  expect((await finished(itemId)).map(({ id }) => id)).toEqual([(await desk.stored(reportId)).hotlineReportId]);
}, 60_000);

test('two workers file each of many reports once', async () => {
  const reports = [];
  for (let count = 0; count < 6; count += 1) {
    const { itemId } = await desk.sendItem(1);
    reports.push({ itemId, ...(await desk.report(itemId)) });
  }
  startWorker();
  startWorker();
  for (const { itemId, reportId } of reports) await untilFiled(itemId, reportId);
  for (const { itemId } of reports) expect(await finished(itemId)).toHaveLength(1);
  expect(await health(systemClock)).toMatchObject({ status: 'up', database: 'up', worker: 'up', mode: 'test' });
}, 60_000);

test('asked to stop in the middle of a call, the worker cuts it, ends cleanly, and the next one goes on', async () => {
  const { itemId } = await desk.sendItem(1);
  const { reportId } = await desk.report(itemId);
  await sandbox.addFault({ call: 'upload', kind: 'hang' });
  startWorker();
  await expect.poll(() => sandbox.hanging(), SOON).toEqual(['upload']);
  expect(await endAll('SIGTERM')).toEqual([0]);
  await sandbox.clearFaults();
  expect(await desk.stored(reportId)).toMatchObject({ state: 'uploading', problem: null });

  startWorker();
  await untilFiled(itemId, reportId);
  expect(await finished(itemId)).toHaveLength(1);
}, 60_000);
