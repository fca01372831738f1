import { beforeAll, expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { type PersonActor, ok } from '@/lib/kernel';
import { page, record } from '../index';

const database = testDatabase();
let sue: PersonActor;

beforeAll(async () => {
  sue = await addPerson(database.client, 'supervisor');
  await transact(database.client, async (tx) => {
    const ctx = contextOf(tx, sue);
    await record(ctx, { action: 'case.read', details: {}, targets: [{ type: 'case', id: 'the-id', label: 'C-2026-00042' }] });
    await record(ctx, { action: 'evidence.granted', details: { kind: 'reveal' }, reason: 'needed to decide' });
    return ok();
  });
});

async function found(filter: Parameters<typeof page>[1]): Promise<string[]> {
  const result = await transact(database.client, (tx) => page(contextOf(tx, sue), filter));
  return result.ok ? result.value.rows.map(({ action }) => action) : [];
}

test.each([['C-2026-00042', 'case.read'], ['the-id', 'case.read'], ['NEEDED', 'evidence.granted']])('a search for %s finds the entry by what it is about or why', async (text, action) => {
  expect(await found({ text })).toEqual([action]);
});

test('a case that does not exist has no entries, and looking is an entry with its filters', async () => {
  expect(await found({ case: 'C-2026-99999' })).toEqual([]);
  const [last] = await database.client.auditEvent.findMany({ orderBy: { seq: 'desc' }, take: 1 });
  expect(last).toMatchObject({ action: 'audit.read', actorId: sue.id, details: { filters: { case: 'C-2026-99999' } } });
});
