import { expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { type PersonActor, type Role, ok, systemClock } from '@/lib/kernel';
import { acknowledge, listAlerts, raise } from './index';
import { ALERTS_SHOWN } from './schema';

const database = testDatabase();
const joined = async (role: Role) => {
  const actor = await addPerson(database.client, role);
  await database.client.person.update({ where: { id: actor.id }, data: { lastSignInAt: systemClock.now() } });
  return actor;
};
const tell = (by: PersonActor, about: PersonActor) =>
  transact(database.client, async (tx) => ok(await raise(contextOf(tx, by), 'access_reset', { personId: about.id, byId: by.id })));
const pile = async (actor: PersonActor) => {
  const listed = await transact(database.client, (tx) => listAlerts(contextOf(tx, actor)));
  if (!listed.ok) throw new Error(listed.problem.safeMessage);
  return listed.value;
};
const answer = async (actor: PersonActor, alertId: string) => {
  const result = await transact(database.client, (tx) => acknowledge(contextOf(tx, actor), { alertId }));
  return result.ok ? 'done' : result.problem.code;
};

test('an alert is on the pile of its audience alone, in words, until one of them acknowledges it', async () => {
  const [one, other, supervisor, moderator] = [await joined('admin'), await joined('admin'), await joined('supervisor'), await joined('moderator')];
  for (let count = 0; count < ALERTS_SHOWN + 1; count += 1) await tell(one, moderator);
  const before = await pile(other);
  expect([before.lines.length, before.total]).toEqual([ALERTS_SHOWN, ALERTS_SHOWN + 1]);
  expect(before.lines[0]).toMatchObject({ words: 'Somebody’s access was reset', details: `It was that of ${moderator.name}, by ${one.name}.`, acknowledgeOff: null });
  const alertId = before.lines[0]?.id ?? '';
  expect((await pile(supervisor)).total).toBe(0);
  expect(await answer(supervisor, alertId)).toBe('not_found');
  expect((await pile(one)).lines[0]?.acknowledgeOff).toMatch(/what you did/);
  expect(await answer(one, alertId)).toBe('forbidden');

  expect(await answer(other, alertId)).toBe('done');
  expect(await answer(other, alertId)).toBe('done');
  expect((await pile(one)).total).toBe(ALERTS_SHOWN);
  expect(await database.client.auditEvent.count({ where: { action: 'alert.acknowledged', targets: { array_contains: [{ id: alertId }] } } })).toBe(1);
});

test('who is alone in the role acknowledges also what they did themselves', async () => {
  await database.client.person.updateMany({ where: { role: 'admin' }, data: { disabledAt: systemClock.now() } });
  const [alone, moderator] = [await joined('admin'), await joined('moderator')];
  await tell(alone, moderator);
  const [alert] = (await pile(alone)).lines;
  expect(alert?.acknowledgeOff).toBeNull();
  expect(await answer(alone, alert?.id ?? '')).toBe('done');
});
