import { expect, test } from 'vitest';
import { listAlerts } from '@/lib/alerts';
import { fileSigner, sequence } from '@/lib/audit';
import { addPast } from '@/lib/audit/testing';
import { transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { manualClock, randomIds } from '@/lib/kernel';
import { remindOfWeeks, signOffWeek } from '../index';

const database = testDatabase();

test('supervisors are told of a late week once, at Tuesday noon, and again only when it is signed off', async () => {
  const [sue, mo] = [await addPerson(database.client, 'supervisor'), await addPerson(database.client, 'moderator')];
  await addPast(database.owner, { at: '2025-11-05T12:00:00Z', by: mo, action: 'item.taken', details: {} });
  await sequence(database.client, fileSigner());
  const clock = manualClock(new Date('2025-11-11T11:59:59.999Z'));
  const remind = () => remindOfWeeks({ client: database.client, clock, ids: randomIds });
  const lines = async () => {
    const listed = await transact(database.client, (tx) => listAlerts(contextOf(tx, sue, clock)));
    return listed.ok ? listed.value.lines.map(({ words, details, href }) => [words, details, href]) : [];
  };
  await remind();
  expect(await lines()).toEqual([]);
  clock.advance(1);
  await Promise.all([remind(), remind()]);
  await remind();
  expect(await lines()).toEqual([['A week of the audit trail is not signed off', 'It is the week of 2025-11-03.', '/audit/review']]);
  expect(await transact(database.client, (tx) => signOffWeek(contextOf(tx, sue, clock), { week: '2025-11-03' }))).toMatchObject({ ok: true });
  expect(await lines()).toEqual([[expect.any(String), 'It is the week of 2025-11-03. Over since 2025-11-11 12:00 UTC.', '/audit/review']]);
  await remind();
  expect((await lines()).length).toBe(1);
});
