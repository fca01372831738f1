import { expect, test } from 'vitest';
import type { NcmecHotline } from '@/lib/hotlines';
import { inProcessHotline } from '@/lib/hotlines/testing';
import { randomIds } from '@/lib/kernel';
import { type Health, type News, WELL, isDown, learn } from './breaker';
import { runMachine } from './machine';
import { Dice } from './testing/dice';
import { memoryLedger } from './testing/memory-ledger';
import { type MemoryWorld, memoryWorld } from './testing/memory-world';

const NOW = new Date('2026-11-23T09:00:00Z');
const never = new AbortController().signal;

/** The sandbox, which fails whenever one of these is to be opened. */
function failingFor(world: MemoryWorld, dead: readonly string[]): NcmecHotline {
  const hotline = inProcessHotline(world.box, world.clock);
  const call = { method: 'POST', path: '/submit', startedAt: NOW, durationMs: 1, httpStatus: 500 } as const;
  return {
    ...hotline,
    open: (report) => (dead.includes(world.reportIn(report.additionalInfo ?? '') ?? '') ? Promise.resolve({ kind: 'retry', message: 'The hotline failed.', isInDoubt: false, call }) : hotline.open(report)),
  };
}

/** Looks around every half minute for as long, and files what is due. @returns how often something was to be opened. */
async function work(world: MemoryWorld, dead: readonly string[], minutes: number): Promise<number> {
  const failing = failingFor(world, dead);
  let opens = 0;
  const hotline: NcmecHotline = { ...failing, open: (report) => ((opens += 1), failing.open(report)) };
  const machine = { ledger: memoryLedger(world.memory), reach: () => Promise.resolve({ kind: 'api', hotline, host: 'hotline.example', parallel: 4 } as const), clock: world.clock, ids: randomIds, random: new Dice(11).next, isTestMode: true };
  for (let half = 0; half < 2 * minutes; half += 1) {
    world.clock.advance(30_000);
    for (const id of await world.due()) await runMachine(machine, id, never);
  }
  return opens;
}

function scene(count: number, seed: number): { world: MemoryWorld; ids: string[] } {
  const world = memoryWorld(new Dice(seed), count);
  const rows = [...world.memory.reports.values()].map((row, index) => ({ ...row, urgency: index }));
  rows.forEach((row) => world.memory.reports.set(row.id, row));
  return { world, ids: rows.map(({ id }) => id) };
}
const states = ({ memory }: MemoryWorld) => [...memory.reports.values()].map(({ state }) => state);

test('the most urgent reports are ones that the hotline cannot take: all others are filed all the same, and those go on by themselves', async () => {
  for (const [seed, dead] of [[1, 1], [2, 1], [3, 3], [4, 5]] as const) {
    const { world, ids } = scene(9, seed);
    const opens = await work(world, ids.slice(0, dead), 45);
    expect(states(world)).toEqual(ids.map((_, index) => (index < dead ? 'opening' : 'filed')));
    expect(opens).toBeLessThan(45 * 4 + ids.length);
    await work(world, [], 20);
    expect(states(world)).toEqual(ids.map(() => 'filed'));
  }
});

test('one dead report alone is not asked for more and more often, and what comes later is filed within minutes', async () => {
  const { world, ids: [dead = '', later = ''] } = scene(2, 5);
  const row = world.memory.reports.get(later)!;
  world.memory.reports.delete(later);
  expect(await work(world, [dead], 60)).toBeLessThan(125);
  world.memory.reports.set(later, { ...row, knownAt: world.clock.now(), dueAt: world.clock.now(), updatedAt: world.clock.now() });
  await work(world, [dead], 8);
  expect(states(world)).toEqual(['opening', 'filed']);
});

test('whoever asked and was never heard of again, or still sends a film, keeps nobody waiting longer than its lease', async () => {
  const { world, ids: [silent = '', ...others] } = scene(4, 6);
  const lost = new AbortController();
  world.memory.locks.set(silent, lost);
  world.memory.reports.set(silent, { ...world.memory.reports.get(silent)!, state: 'uploading', hotlineReportId: '1', attempts: 1 });
  world.memory.health = { ...WELL, failures: 3, failingSince: NOW, probeAt: NOW };
  await work(world, [], 6);
  expect(states(world)).toEqual(['uploading', ...others.map(() => 'filed')]);
});

test('a hotline that is down is told of once, once more when it turns out to let nobody in, and once when it is back', async () => {
  let health: Health = WELL;
  const told: string[] = [];
  const book: Parameters<typeof learn>[0] = {
    read: () => Promise.resolve(health),
    write: (next) => Promise.resolve(void (health = next)),
    sayDown: ({ isBarred }) => Promise.resolve(void told.push(isBarred ? 'barred' : 'down')),
    sayUp: () => Promise.resolve(void told.push('up')),
    release: () => Promise.resolve(),
  };
  const news: News[] = ['failed', 'failed', 'failed', 'failed', 'barred', 'barred', 'failed'];
  for (const each of news) await learn(book, each, NOW, 0.5);
  expect([told, isDown(health), health.isBarred]).toEqual([['down', 'barred'], true, true]);
  await learn(book, 'answered', NOW, 0.5);
  expect([told, health]).toEqual([['down', 'barred', 'up'], WELL]);
});
