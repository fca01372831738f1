import { expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { manualClock } from '@/lib/kernel';
import { issueKey, listKeys, platformOfKey, revokeKey } from './index';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));

test('a key opens the door until it is revoked, is stored as a hash alone, and every other text opens nothing', async () => {
  const admin = await addPerson(database.client, 'admin');
  const as = <T>(verb: (ctx: ReturnType<typeof contextOf<typeof admin>>) => Promise<T>) => verb(contextOf(database.client, admin, clock));
  const issued = await transact(database.client, (tx) => issueKey(contextOf(tx, admin, clock), { name: 'Platform' }));
  if (!issued.ok) throw new Error(issued.problem.safeMessage);
  const { id, secret } = issued.value;

  expect(await platformOfKey(clock, `Bearer ${secret}`)).toMatchObject({ kind: 'platform', id, name: 'Platform', scopes: ['intake.write'] });
  expect(JSON.stringify([await database.client.apiKey.findMany(), await as(listKeys)])).not.toContain(secret.slice(12));
  for (const header of [null, '', secret, `Bearer ${secret.slice(0, -1)}`, `Bearer ${secret}x`, `Basic ${secret}`, 'Bearer wk_']) {
    expect(await platformOfKey(clock, header)).toBeNull();
  }
  expect((await transact(database.client, (tx) => revokeKey(contextOf(tx, admin, clock), { id }))).ok).toBe(true);
  expect(await platformOfKey(clock, `Bearer ${secret}`)).toBeNull();
});

test('a demo may be given any word for a key, and its list shows half of it at most', async () => {
  const admin = await addPerson(database.client, 'admin');
  const issued = await transact(database.client, (tx) => issueKey(contextOf(tx, admin, clock), { name: 'Demo' }, 'demo-key'));
  expect(issued.ok).toBe(true);
  expect((await platformOfKey(clock, 'Bearer demo-key'))?.name).toBe('Demo');
  expect((await database.client.apiKeySecret.findFirstOrThrow({ where: { key: { name: 'Demo' } } })).prefix).toBe('demo');
});
