import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { record } from '@/lib/audit';
import { verifyDatabase } from '@/lib/audit/testing';
import { connect, transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { fail, ok } from '@/lib/kernel';
import { workerProcesses } from './testing/workers';

const database = testDatabase();
const WRITERS = 64;
const WRITE_FOR_MS = 30_000;
const workers = workerProcesses(() => ({ DATABASE_URL: database.url }));

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
    workers.start();
    for (let kills = 0; kills < 3; kills += 1) {
      const before = await size();
      await expect.poll(size, { timeout: 60_000, interval: 20 }).toBeGreaterThan(before);
      // It is at work. When it dies is the point of the test: in the middle of whatever it does just then.
      await pause(randomInt(0, 2_000));
      expect(await workers.endAll('SIGKILL')).toEqual([null]);
      workers.start();
    }
    hasKilled = true;
  }

  await Promise.all([killAtRandom(), ...Array.from({ length: WRITERS }, (_, writer) => write(writer))]);
  // A worker that could not start says why, which a queue that stands still does not.
  const waiting = async () => {
    const count = await client.auditQueue.count();
    return count === 0 ? 'nothing' : `${count} events, and the worker says: ${workers.said()}`;
  };
  await expect.poll(waiting, { timeout: 60_000, interval: 100 }).toBe('nothing');
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
