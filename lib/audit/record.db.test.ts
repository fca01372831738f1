import { expect, test } from 'vitest';
import { connect, transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { fail, ok } from '@/lib/kernel';
import { record } from './index';

const database = testDatabase();

test('the application may add events and can neither change, delete nor truncate them', async () => {
  const actor = await addPerson(database.client, 'moderator');
  await transact(database.client, async (tx) => {
    await record(contextOf(tx, actor), { action: 'item.released', details: {} });
    return ok();
  });
  const { client } = database;
  await expect(client.$executeRaw`UPDATE "AuditEvent" SET "reason" = 'other'`).rejects.toThrow(/permission denied/);
  await expect(client.$executeRaw`DELETE FROM "AuditEvent"`).rejects.toThrow(/permission denied/);
  await expect(client.$executeRaw`TRUNCATE "AuditEvent"`).rejects.toThrow(/permission denied/);
});

test('even the owner of the tables is refused by the triggers', async () => {
  await expect(database.owner.query(`UPDATE "AuditEvent" SET "reason" = 'other'`)).rejects.toThrow(/never changed or removed/);
  await expect(database.owner.query('DELETE FROM "AuditEvent"')).rejects.toThrow(/never changed or removed/);
  await expect(database.owner.query('TRUNCATE "AuditEvent"')).rejects.toThrow(/never changed or removed/);
});

test('an act that is rolled back leaves no event', async () => {
  const client = connect(database.url, 2);
  const actor = await addPerson(client, 'moderator');
  const before = await client.auditEvent.count();
  const result = await transact(client, async (tx) => {
    await record(contextOf(tx, actor), { action: 'item.released', details: {} });
    return fail('conflict', 'On second thoughts, no.');
  });
  expect(result.ok).toBe(false);
  expect(await client.auditEvent.count()).toBe(before);
  await client.$disconnect();
});

test('times are the database clock, whatever the application says', async () => {
  const [row] = await database.client.$queryRaw<{ skewed: boolean }[]>`
    SELECT bool_or(abs(extract(epoch FROM "at" - now())) > 60) AS skewed FROM "AuditEvent"`;
  expect(row?.skewed).toBe(false);
});
