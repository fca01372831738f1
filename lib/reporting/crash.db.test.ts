import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import type { NcmecHotline } from '@/lib/hotlines';
import { openSandbox, type OpenSandbox } from '@/lib/hotlines/testing';
import { fileReport } from './file';
import { sweepReports } from './sweep';
import { type Desk, openDesk } from './testing';

const database = testDatabase();
let sandbox: OpenSandbox;
let desk: Desk;
const never = new AbortController().signal;
const HOUR_MS = 3_600_000;

beforeAll(async () => {
  sandbox = await openSandbox();
  desk = await openDesk(database, sandbox.clock);
});
afterAll(() => sandbox[Symbol.asyncDispose]());

/** The process dies: from then on it neither writes nor calls. */
class Death extends Error {}

interface Doom {
  /** Dies at the nth step, counted over transactions and calls alike. */
  readonly at: number;
  /** Before the step takes effect, or after it did and before anybody learned of it. */
  readonly when: 'before' | 'after';
  steps: number;
  isDead: boolean;
}

function doomed<F extends (...args: never[]) => Promise<unknown>>(doom: Doom, work: F): F {
  return (async (...args: Parameters<F>) => {
    if (doom.isDead) throw new Death();
    doom.steps += 1;
    const isLast = doom.steps === doom.at;
    if (isLast && doom.when === 'before') doom.isDead = true;
    if (doom.isDead) throw new Death();
    const value = await work(...args);
    if (isLast) {
      doom.isDead = true;
      throw new Death();
    }
    return value;
  }) as F;
}

function doomedTools(doom: Doom) {
  const tools = desk.tools(sandbox.hotline);
  const real = sandbox.hotline;
  const hotline: NcmecHotline = {
    ...real,
    open: doomed(doom, (...args: Parameters<NcmecHotline['open']>) => real.open(...args)),
    upload: doomed(doom, (...args: Parameters<NcmecHotline['upload']>) => real.upload(...args)),
    describe: doomed(doom, (...args: Parameters<NcmecHotline['describe']>) => real.describe(...args)),
    finish: doomed(doom, (...args: Parameters<NcmecHotline['finish']>) => real.finish(...args)),
    retract: doomed(doom, (...args: Parameters<NcmecHotline['retract']>) => real.retract(...args)),
  };
  const transaction = doomed(doom, (...args: Parameters<typeof database.client.$transaction>) => database.client.$transaction(...args));
  // A step that moves no state is one statement, which is its own transaction.
  const statement = doomed(doom, (...args: Parameters<typeof database.client.$queryRawUnsafe>) => database.client.$queryRawUnsafe(...args));
  const client = new Proxy(database.client, {
    get: (target, name) => (name === '$transaction' ? transaction : name === '$queryRawUnsafe' ? statement : (Reflect.get(target, name) as unknown)),
  });
  return { ...tools, reach: desk.tools(hotline).reach, client };
}

/** Every report at the sandbox that came from this item. */
async function ofItem(itemId: string) {
  const { externalId } = await database.client.item.findUniqueOrThrow({ where: { id: itemId } });
  return (await sandbox.reports()).filter(({ xml }) => xml.includes(externalId));
}

async function expectFiledOnce(itemId: string, reportId: string): Promise<void> {
  const report = await desk.stored(reportId);
  const finished = (await ofItem(itemId)).filter(({ state }) => state === 'finished');
  expect([report.state, finished.map(({ id }) => id)]).toEqual(['filed', [report.hotlineReportId]]);
  expect(finished[0]?.files.map(({ detailsXml }) => detailsXml !== null)).toEqual([true, true, true]);
  expect(report.clocks).toHaveLength(1);
}

/** The page may say filed only once the hotline has it. */
async function expectTruth(itemId: string, reportId: string): Promise<void> {
  const { state } = await desk.stored(reportId);
  const isFinished = (await ofItem(itemId)).some((report) => report.state === 'finished');
  if (state === 'filed') expect(isFinished).toBe(true);
}

async function dueReport() {
  const { itemId } = await desk.sendItem(2);
  const { reportId } = await desk.report(itemId);
  sandbox.clock.advance(10_000);
  return { itemId, reportId };
}

describe.each(['before', 'after'] as const)('killed %s a step takes effect', (when) => {
  test('at any step, the report is finished exactly once and the desk never said so too early', async () => {
    let at = 1;
    for (; ; at += 1) {
      const { itemId, reportId } = await dueReport();
      const doom: Doom = { at, when, steps: 0, isDead: false };
      await fileReport(doomedTools(doom), reportId, never).catch((error: unknown) => {
        if (!(error instanceof Death)) throw error;
      });
      if (!doom.isDead) break;
      await expectTruth(itemId, reportId);
      await sweepReports(database.client, sandbox.clock);
      await fileReport(desk.tools(sandbox.hotline), reportId, never);
      await expectFiledOnce(itemId, reportId);
    }
    // begin, submit, saved, then two files and the conversation sent, each described, and the finish, each with its saves: all of them were died at.
    expect(at).toBeGreaterThan(16);
  }, 120_000);

  test('at any step of the recovery itself, too', async () => {
    for (let at = 1; ; at += 1) {
      const { itemId, reportId } = await dueReport();
      // The first death leaves an open report with one file behind.
      await fileReport(doomedTools({ at: 7, when: 'after', steps: 0, isDead: false }), reportId, never).catch(() => undefined);
      const doom: Doom = { at, when, steps: 0, isDead: false };
      await fileReport(doomedTools(doom), reportId, never).catch(() => undefined);
      if (!doom.isDead) break;
      await expectTruth(itemId, reportId);
      await fileReport(desk.tools(sandbox.hotline), reportId, never);
      await expectFiledOnce(itemId, reportId);
    }
  }, 120_000);
});

describe.each(['submit', 'upload', 'fileinfo', 'finish'] as const)('with a broken answer to %s', (call) => {
  test.each(['cut-before', 'cut-after', 'http500', 'code1000'] as const)('(%s) the report is finished exactly once', async (kind) => {
    const { itemId, reportId } = await dueReport();
    await sandbox.addFault({ call, kind });
    await fileReport(desk.tools(sandbox.hotline), reportId, never);
    await expectTruth(itemId, reportId);
    expect((await desk.stored(reportId)).problem).toContain('Nothing is lost');
    // The question after it gets lost as well, and is asked again.
    await sandbox.addFault({ call: 'retract', kind: 'cut-after' });
    for (let round = 0; round < 3; round += 1) {
      sandbox.clock.advance(60_000);
      await fileReport(desk.tools(sandbox.hotline), reportId, never);
      await expectTruth(itemId, reportId);
    }
    await sandbox.clearFaults();
    await expectFiledOnce(itemId, reportId);
  });
});

test('a report that expired at the hotline while no worker ran is opened anew', async () => {
  const { itemId, reportId } = await dueReport();
  await fileReport(doomedTools({ at: 7, when: 'after', steps: 0, isDead: false }), reportId, never).catch(() => undefined);
  sandbox.clock.advance(25 * HOUR_MS);
  await fileReport(desk.tools(sandbox.hotline), reportId, never);
  expect((await ofItem(itemId)).map(({ state }) => state)).toEqual(['finished', 'expired']);
  await expectFiledOnce(itemId, reportId);
});

test('the sweep finds what a dead worker left, and leaves alone what a living one holds', async () => {
  const { reportId } = await dueReport();
  await fileReport(doomedTools({ at: 4, when: 'after', steps: 0, isDead: false }), reportId, never).catch(() => undefined);
  const jobs = async () => (await database.owner.query<{ locked_at: Date | null }>('SELECT locked_at FROM graphile_worker.jobs WHERE key = $1', [`file-report:${reportId}`])).rows;
  // As a killed worker leaves its job: locked for hours.
  await database.owner.query(`UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'dead' WHERE key = $1`, [`file-report:${reportId}`]);
  await database.owner.query('SELECT pg_advisory_lock(2258, hashtext($1))', [reportId]);
  await sweepReports(database.client, sandbox.clock);
  expect(await jobs()).toMatchObject([{ locked_at: expect.any(Date) as Date }]);
  await database.owner.query('SELECT pg_advisory_unlock(2258, hashtext($1))', [reportId]);
  await sweepReports(database.client, sandbox.clock);
  expect(await jobs()).toEqual([{ locked_at: null }]);
});
