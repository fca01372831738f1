import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { openSandbox, type OpenSandbox } from '@/lib/hotlines/testing';
import { ok, systemClock } from '@/lib/kernel';
import { reportsOfCase } from '@/lib/reporting';
import { type Desk, must, openDesk } from '@/lib/reporting/testing';
import { workerProcesses } from './testing/workers';

const database = testDatabase();
/** What a report made now has already waited, as the workers see it, whose clock is right. */
let waited = 10_000;
const clock = { now: () => new Date(systemClock.now().getTime() - waited) };
const SOON = { timeout: 60_000, interval: 50 };

let sandbox: OpenSandbox;
let desk: Desk;
const workers = workerProcesses(() => ({ ...sandbox.environment(), DATABASE_URL: database.url }));

beforeAll(async () => {
  sandbox = await openSandbox();
  desk = await openDesk(database, clock);
});
afterAll(() => sandbox[Symbol.asyncDispose]());

/** A named step, where the hotline never answers it, and what the hotline has in the end of each report opened for it, newest first. */
interface Step {
  readonly state: string;
  readonly call?: 'submit' | 'upload' | 'fileinfo' | 'finish' | 'retract';
  readonly nth?: number;
  readonly takesEffect?: boolean;
  readonly leaves: readonly string[];
}

const AGAIN = ['finished', 'retracted'];
const twice = (step: Omit<Step, 'takesEffect'>): Step[] => [{ ...step, takesEffect: false }, { ...step, takesEffect: true }];

const OPENED: Step = { state: 'opened', leaves: AGAIN };
const WAITING: Step = { state: 'waiting', leaves: ['finished'] };
const FIRST: readonly Step[] = [
  { state: 'opening', call: 'submit', takesEffect: false, leaves: ['finished'] },
  // Nobody learned the number of what was opened: it stays unfinished, and the hotline deletes it.
  { state: 'opening', call: 'submit', takesEffect: true, leaves: ['finished', 'open'] },
  ...twice({ state: 'uploading', call: 'upload', nth: 1, leaves: AGAIN }),
  ...twice({ state: 'uploading', call: 'upload', nth: 2, leaves: AGAIN }),
];
const SECOND: readonly Step[] = [
  ...twice({ state: 'describing', call: 'fileinfo', nth: 2, leaves: AGAIN }),
  { state: 'finishing', call: 'finish', takesEffect: false, leaves: AGAIN },
  { state: 'finishing', call: 'finish', takesEffect: true, leaves: ['finished'] },
];
/** Killed once before, in the middle of a file, so that there is something to retract. */
const THIRD: readonly Step[] = twice({ state: 'retracting', call: 'retract', leaves: AGAIN });

interface Doomed extends Step {
  readonly externalId: string;
  readonly reportId: string;
}

/** A report with two files and a conversation. */
async function make(step: Step): Promise<Doomed> {
  const { itemId } = await desk.sendItem(2);
  const { reportId } = await desk.report(itemId);
  const { externalId } = await database.client.item.findUniqueOrThrow({ where: { id: itemId } });
  return { ...step, externalId, reportId };
}

async function hangAt({ externalId, call, nth, takesEffect }: Pick<Doomed, 'externalId' | 'call' | 'nth' | 'takesEffect'>): Promise<void> {
  expect((await sandbox.addFault({ call, nth, takesEffect, kind: 'hang', about: externalId })).status).toBe(201);
}

async function makeHanging(steps: readonly Step[], at?: Pick<Step, 'call' | 'nth'>): Promise<Doomed[]> {
  const made: Doomed[] = [];
  for (const step of steps) {
    const report = await make(step);
    await hangAt({ ...report, ...at });
    made.push(report);
  }
  return made;
}

const LOCK = 4711;

/** Holds up the save that follows the opening of a report, as long as the test holds the lock. */
async function freezeOpened({ reportId }: Doomed): Promise<void> {
  await database.owner.query(`SELECT pg_advisory_lock(${LOCK})`);
  await database.owner.query(`CREATE FUNCTION hold_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(${LOCK}); RETURN NEW; END $$`);
  await database.owner.query(`CREATE TRIGGER hold_up BEFORE UPDATE ON "Report" FOR EACH ROW WHEN (OLD."id" = '${reportId}' AND OLD."state" = 'opened') EXECUTE FUNCTION hold_up()`);
}
const thaw = () => database.owner.query(`SELECT pg_advisory_unlock(${LOCK})`);
async function frozen(): Promise<number> {
  const { rows } = await database.owner.query<{ count: string }>(`SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = ${LOCK} AND NOT granted`);
  return Number(rows[0]?.count);
}

const stateOf = async ({ reportId }: Doomed) => (await desk.stored(reportId)).state;
const statesOf = (reports: readonly Doomed[]) => Promise.all(reports.map(stateOf));
const ofThis = async ({ externalId }: Doomed) => (await sandbox.reports()).filter(({ xml }) => xml.includes(externalId));
const untilHanging = (reports: readonly Doomed[]) =>
  expect.poll(async () => ({ hanging: (await sandbox.hanging()).sort(), said: workers.said() }), SOON).toEqual({ hanging: reports.map(({ call }) => call).sort(), said: '' });

const untilFiled = (reports: readonly Doomed[]) =>
  expect.poll(async () => ({ states: [...new Set(await statesOf(reports))], said: workers.said() }), SOON).toEqual({ states: ['filed'], said: '' });

/** Ended by a signal that no process can hear, and nothing said to be filed that is not. */
async function kill(reports: readonly Doomed[]): Promise<void> {
  const states = reports.map(({ state }) => state);
  expect(await statesOf(reports)).toEqual(states);
  expect(await workers.endAll('SIGKILL')).toEqual([null]);
  await expect.poll(() => sandbox.hanging(), SOON).toEqual([]);
  expect(await statesOf(reports)).toEqual(states);
}

test('killed at any named step, before and after it took effect, the next worker finishes each report exactly once, and its receipt is the one on the case', { timeout: 240_000 }, async () => {
  const opened = await make(OPENED);
  await freezeOpened(opened);
  const first = await makeHanging(FIRST);
  workers.start();
  await untilHanging(first);
  await expect.poll(frozen, SOON).toBe(1);
  waited = 0;
  const waiting = await make(WAITING);
  waited = 10_000;
  await kill([...first, opened, waiting]);
  await thaw();

  const second = await makeHanging(SECOND);
  const third = await makeHanging(THIRD, { call: 'upload', nth: 1 });
  const thirdBefore = third.map((report) => ({ ...report, call: 'upload' as const, state: 'uploading' }));
  workers.start();
  await untilFiled([opened, waiting, ...first]);
  await untilHanging([...second, ...thirdBefore]);
  await kill([...second, ...thirdBefore]);

  for (const report of third) await hangAt(report);
  workers.start();
  await untilFiled(second);
  await untilHanging(third);
  await kill(third);

  const all = [opened, waiting, ...first, ...second, ...third];
  workers.start();
  await untilFiled(all);
  for (const report of all) {
    const there = await ofThis(report);
    const { state, call, takesEffect, nth } = report;
    expect([state, call, takesEffect, nth, there.map((each) => each.state)]).toEqual([state, call, takesEffect, nth, report.leaves]);
    const [finished] = there;
    const stored = await desk.stored(report.reportId);
    const onCase = await desk.as(desk.moderator, async (ctx) => ok(await reportsOfCase(ctx, stored.caseId)));
    expect(must(onCase).map(({ state: shown, receipt }) => [shown, receipt])).toEqual([['filed', finished?.id]]);
    expect(finished?.files.map(({ fileId }) => fileId)).toEqual(stored.files.map(({ hotlineFileId }) => hotlineFileId));
    expect(stored.files.map(({ kind }) => kind)).toEqual(['media', 'media', 'conversation']);
    expect(finished?.files.every(({ detailsXml }) => detailsXml !== null)).toBe(true);
    expect(finished?.xml).toContain('a harmless line');
    expect(stored.clocks).toHaveLength(1);
  }
  // No call came out of order: all that was refused is to retract what had been finished, or retracted.
  const refused = (await sandbox.calls()).filter(({ code }) => code !== 0 && code !== null);
  expect(refused.map(({ call, code }) => [call, code])).toEqual([['retract', 5102], ['retract', 5101]]);
});
