import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { inMemorySandbox } from '@/lib/hotlines/testing';
import { manualClock, randomIds } from '@/lib/kernel';
import { otherHolds } from './holds';
import { postgresLedger } from './ledger-postgres';
import { retryReport } from './retry';
import { sweepReports } from './sweep';
import { type Desk, must, openDesk } from './testing';
import { Dice } from './testing/dice';
import { Simulation } from './testing/simulate';
import type { World } from './testing/world';
import { withdrawReport } from './withdraw';

/** SIMULATION_SEED plays one run again. */
const { SIMULATION_SEED } = process.env;
const RUNS = 10;
const A_RUN = 8;

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
let lines: ReturnType<typeof otherHolds>[] = [];
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(database, clock);
  lines = Array.from({ length: 3 }, () => otherHolds(database.url));
});
afterAll(async () => {
  for (const line of lines) await line.close();
});

/** The same drivers, machine and invariants, over the database; each ledger may be another worker's. */
async function databaseWorld(dice: Dice): Promise<World> {
  const box = inMemorySandbox({ clock, ids: randomIds });
  const byReference = new Map<string, string>();
  for (let index = 0; index < A_RUN; index += 1) {
    const { itemId } = await desk.sendItem(dice.under(0.3) ? 1 : 0);
    const { reportId } = await desk.report(itemId);
    const { externalId } = await database.client.item.findUniqueOrThrow({ where: { id: itemId } });
    byReference.set(externalId, reportId);
    await database.client.report.update({ where: { id: reportId }, data: { urgency: dice.between(0, 2_999) } });
  }
  const ids = [...byReference.values()];
  const supervisor = await desk.person('supervisor');
  const md5s = new Map((await database.client.report.findMany({ where: { id: { in: ids } }, include: { files: { orderBy: { position: 'asc' }, include: { media: true } } } })).map((report) => [report.id, report]));
  const ledgers = lines.map((line) => postgresLedger({ client: database.client, holds: line, random: dice.next }));

  return {
    clock, box, parallel: 4,
    openLedger: () => dice.of(ledgers),
    async reports() {
      const rows = await database.client.report.findMany({ where: { id: { in: ids } } });
      return rows.map((row) => ({ ...row, problemFields: row.problemFields as never, md5s: md5sOf(row.id) }));
    },
    async due() {
      await database.owner.query('DELETE FROM graphile_worker._private_jobs');
      await sweepReports(database.client, clock);
      const { rows } = await database.owner.query<{ key: string }>(`SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'file-report' ORDER BY priority, run_at, id`);
      return rows.map(({ key }) => key.replace('file-report:', '')).filter((id) => ids.includes(id));
    },
    async retry(reportId) {
      must(await desk.as(supervisor, (ctx) => retryReport(ctx, { reportId })));
    },
    async withdraw(reportId) {
      must(await desk.as(desk.moderator, (ctx) => withdrawReport(ctx, { reportId })));
    },
    reportIn: (xml) => [...byReference].find(([reference]) => xml.includes(reference))?.[1],
  };

  function md5sOf(id: string): (string | null)[] {
    // The desk's own file of a conversation is as it was sent: what arrived is held against that by the machine.
    return (md5s.get(id)?.files ?? []).map(({ media }) => media?.md5 ?? null);
  }
}

test(`${RUNS * A_RUN} filings on the database, by the same driver, with the same invariants as in memory`, async () => {
  const first = Number(SIMULATION_SEED ?? Math.trunc(Math.random() * 1_000_000_000));
  console.info(`SIMULATION_SEED=${first}`);
  for (let run = 0; run < (SIMULATION_SEED === undefined ? RUNS : 1); run += 1) {
    const dice = new Dice(first + run);
    const simulation = new Simulation(await databaseWorld(dice), dice);
    try {
      await simulation.run(12 * A_RUN);
    } catch (error) {
      throw new Error(`SIMULATION_SEED=${first + run}\n${simulation.story.slice(-60).join('\n')}`, { cause: error });
    }
  }
  expect(await database.client.report.count({ where: { state: { notIn: ['filed', 'withdrawn'] } } })).toBe(0);
}, 300_000);
