import { expect, test } from 'vitest';
import { ok, randomIds } from '@/lib/kernel';
import { db } from './client';
import { insertRows } from './insert-rows';
import { testDatabase } from './testing';
import { transact } from './transact';

testDatabase();
const createdAt = new Date('2026-11-23T09:00:00.123Z');

const insert = (rows: Parameters<typeof insertRows<'Account'>>[2], options?: { skipDuplicates: boolean }) =>
  transact(db(), async (tx) => ok(await insertRows(tx, 'Account', rows, options)));

const account = (externalId: string, change: { screenName?: string | null; emails?: { address: string }[] } = {}) => ({ id: randomIds.next(), platform: 'p', externalId, screenName: null, emails: [], createdAt, ...change });

test('texts come back as they were, whatever they hold, and times to the millisecond', async () => {
  const texts = [`it's "quoted" \\x41 \\u0041 $1 {a,b}`, 'null', '', ' \t\n\r ', '👩‍👩‍👧 ‮abc', 'é e\u0301'];
  await insert(texts.map((screenName, at) => account(`t${at}`, { screenName, emails: [{ address: screenName }] })));
  const stored = await db().account.findMany({ where: { externalId: { startsWith: 't' } }, orderBy: { externalId: 'asc' } });
  expect(stored.map(({ screenName }) => screenName)).toEqual(texts);
  expect(stored.map(({ emails }) => emails)).toEqual(texts.map((address) => [{ address }]));
  expect(stored[0]?.createdAt).toEqual(createdAt);
});

test('half a character, which no database keeps, is replaced and loses nothing else', async () => {
  await insert([account('half', { screenName: 'a\ud83d b', emails: [{ address: '\ude00@example.com' }] })]);
  expect(await db().account.findFirstOrThrow({ where: { externalId: 'half' } })).toMatchObject({ screenName: 'a\ufffd b', emails: [{ address: '\ufffd@example.com' }] });
});

test('bytes come back as they were', async () => {
  const sealed = Uint8Array.from({ length: 256 }, (_, at) => at);
  const subject = account('bytes');
  await insert([subject]);
  await transact(db(), async (tx) => ok(await insertRows(tx, 'Case', [{ id: randomIds.next(), number: 'C-1', subjectId: subject.id, openedAt: createdAt, wrappedKey: sealed, kekId: 'k' }])));
  const stored = await db().case.findUniqueOrThrow({ where: { number: 'C-1' } });
  expect(Buffer.compare(stored.wrappedKey, sealed)).toBe(0);
  expect(stored.status).toBe('open');
});

test('a row that is there already stays as it is, or refuses the whole statement', async () => {
  await insert([account('twice', { screenName: 'first' })]);
  await insert([account('twice', { screenName: 'second' }), account('beside')], { skipDuplicates: true });
  await expect(insert([account('alone'), account('twice')])).rejects.toThrow();
  const stored = await db().account.findMany({ where: { externalId: { in: ['twice', 'beside', 'alone'] } }, orderBy: { externalId: 'asc' } });
  expect(stored.map(({ externalId, screenName }) => [externalId, screenName])).toEqual([['beside', null], ['twice', 'first']]);
});
