import { expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, addWaitingItems, contextOf, testDatabase } from '@/lib/db/testing';
import { manualClock } from '@/lib/kernel';
import { release, renew, take, takeNext } from './index';

const MINUTE = 60_000;
const database = testDatabase({ poolSize: 34 });
const start = new Date('2026-11-23T09:00:00Z');

test('32 parallel takers on 500 items: none is taken twice, none is lost, each in the order of urgency', async () => {
  const { client } = database;
  const items = await addWaitingItems(client, 500);
  const takers = await Promise.all(Array.from({ length: 32 }, () => addPerson(client, 'moderator')));
  const clock = manualClock(start);

  const taken = await Promise.all(
    takers.map(async (actor) => {
      const mine: string[] = [];
      for (;;) {
        const result = await transact(client, (tx) => takeNext(contextOf(tx, actor, clock)));
        if (!result.ok) throw new Error(result.problem.safeMessage);
        if (result.value === null) return mine;
        mine.push(result.value.itemId);
      }
    }),
  );

  expect(taken.flat()).toHaveLength(500);
  expect(new Set(taken.flat())).toEqual(new Set(items));
  const rows = new Map((await client.item.findMany({ where: { id: { in: items } } })).map((row) => [row.id, row]));
  for (const [index, mine] of taken.entries()) {
    const urgencies = mine.map((id) => rows.get(id)?.urgency ?? NaN);
    expect(urgencies).toEqual(urgencies.toSorted((a, b) => a - b));
    for (const id of mine) expect(rows.get(id)?.leaseHolderId).toBe(takers[index]?.id);
  }
  expect(await client.auditEvent.count({ where: { action: 'item.taken', itemId: { in: items } } })).toBe(500);
});

test('two people who choose the same item at once: one gets it, the other is told who has it', async () => {
  const { client } = database;
  const [itemId = ''] = await addWaitingItems(client, 1);
  const [anna, ben] = [await addPerson(client, 'moderator'), await addPerson(client, 'moderator')];
  const results = await Promise.all([anna, ben].map((actor) => transact(client, (tx) => take(contextOf(tx, actor), { itemId }))));
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  const winner = results[0]?.ok ? anna : ben;
  const refused = results.find((result) => !result.ok);
  expect(refused?.ok === false && refused.problem).toMatchObject({ code: 'conflict', safeMessage: expect.stringContaining(winner.name) as string });
});

test('a lease that ran out frees the item, and its old holder can neither renew nor release it', async () => {
  const { client } = database;
  const [itemId = ''] = await addWaitingItems(client, 1);
  const [anna, ben] = [await addPerson(client, 'moderator'), await addPerson(client, 'moderator')];
  const clock = manualClock(start);
  const as = (actor: typeof anna) => ({
    take: () => transact(client, (tx) => take(contextOf(tx, actor, clock), { itemId })),
    renew: () => transact(client, (tx) => renew(contextOf(tx, actor, clock), { itemId })),
    release: () => transact(client, (tx) => release(contextOf(tx, actor, clock), { itemId })),
  });

  expect((await as(anna).take()).ok).toBe(true);
  clock.advance(14 * MINUTE);
  expect((await as(anna).renew()).ok).toBe(true);
  clock.advance(14 * MINUTE);
  expect((await as(ben).take()).ok).toBe(false);
  clock.advance(MINUTE);
  expect((await as(anna).renew()).ok).toBe(false);
  expect((await as(ben).take()).ok).toBe(true);
  expect((await as(anna).release()).ok).toBe(false);
  expect((await client.item.findUniqueOrThrow({ where: { id: itemId } })).leaseHolderId).toBe(ben.id);
});

test('a released item is the next one again', async () => {
  const { client } = database;
  await client.item.updateMany({ data: { state: 'decided' } });
  const [itemId = ''] = await addWaitingItems(client, 1);
  const anna = await addPerson(client, 'moderator');
  for (let round = 0; round < 2; round += 1) {
    const taken = await transact(client, (tx) => takeNext(contextOf(tx, anna)));
    expect(taken.ok && taken.value?.itemId).toBe(itemId);
    expect((await transact(client, (tx) => release(contextOf(tx, anna), { itemId }))).ok).toBe(true);
  }
});
