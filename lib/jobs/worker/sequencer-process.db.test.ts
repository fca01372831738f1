import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { record } from '@/lib/audit';
import { verifyDatabase } from '@/lib/audit/testing';
import { connect, transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { fail, ok } from '@/lib/kernel';

const database = testDatabase();
const WRITERS = 64;
const WRITE_FOR_MS = 30_000;
let workers: ChildProcess[] = [];

function startWorker(): ChildProcess {
  const worker = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'bin/worker.ts'], {
    env: { ...process.env, DATABASE_URL: database.url, LOG_LEVEL: 'silent' },
    stdio: 'ignore',
  });
  workers.push(worker);
  return worker;
}

async function kill(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, 'exit');
  worker.kill('SIGKILL');
  await ended;
}

afterEach(async () => {
  await Promise.all(workers.map(kill));
  workers = [];
});

test('64 writers for 30 s, the sequencer killed three times: dense indexes, one past, no event lost, none twice, none that was rolled back', { timeout: 240_000 }, async () => {
  const client = connect(database.url, WRITERS);
  const actor = await addPerson(client, 'moderator');
  const committed = new Set<string>();
  const begun = performance.now();
  let hasKilled = false;
  const isOver = () => hasKilled && performance.now() - begun >= WRITE_FOR_MS;
  const size = async () => Number((await client.auditTree.findFirstOrThrow()).size);

  async function write(writer: number): Promise<void> {
    for (let turn = 0; !isOver(); turn += 1) {
      const reason = `${writer}/${turn}`;
      const isKept = turn % 7 !== 0;
      const result = await transact(client, async (tx) => {
        await record(contextOf(tx, actor), { action: 'item.released', details: {}, reason });
        return isKept ? ok() : fail('conflict', 'Rolled back on purpose.');
      });
      if (result.ok) committed.add(reason);
    }
  }

  async function killAtRandom(): Promise<void> {
    let worker = startWorker();
    for (let kills = 0; kills < 3; kills += 1) {
      const before = await size();
      await expect.poll(size, { timeout: 60_000, interval: 20 }).toBeGreaterThan(before);
      // It is at work. When it dies is the point of the test: in the middle of whatever it does just then.
      await pause(randomInt(0, 2_000));
      await kill(worker);
      worker = startWorker();
    }
    hasKilled = true;
  }

  await Promise.all([killAtRandom(), ...Array.from({ length: WRITERS }, (_, writer) => write(writer))]);
  await expect.poll(() => client.auditQueue.count(), { timeout: 60_000, interval: 100 }).toBe(0);
  await expect.poll(async () => (await client.auditCheckpoint.findFirst({ orderBy: { size: 'desc' } }))?.size, { timeout: 20_000, interval: 100 }).toBe(BigInt(await client.auditEvent.count()));

  const events = await client.auditEvent.findMany({ where: { reason: { not: null } }, select: { id: true, reason: true } });
  expect(new Set(events.map(({ reason }) => reason))).toEqual(committed);
  expect(events).toHaveLength(committed.size);
  const places = await client.auditLeaf.findMany({ orderBy: { index: 'asc' } });
  expect(places.map(({ index }) => Number(index))).toEqual(places.map((_, at) => at));
  expect(new Set(places.map(({ eventId }) => eventId)).size).toBe(places.length);
  const { findings, checkpoints } = await verifyDatabase(database.url);
  expect(findings).toEqual([]);
  expect(checkpoints).toBeGreaterThan(10);
  await client.$disconnect();
});
