import { beforeEach, expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { type PersonActor, ROLES, type Role, ok, systemClock } from '@/lib/kernel';
import { acknowledge, listAlerts, raise, stand } from './index';
import { ALERTS, type AlertDetails, type AlertKind } from './schema';

const database = testDatabase();
const joined = async (role: Role) => {
  const actor = await addPerson(database.client, role);
  await database.client.person.update({ where: { id: actor.id }, data: { lastSignInAt: systemClock.now() } });
  return actor;
};
beforeEach(() => database.client.alert.updateMany({ data: { acknowledgedAt: systemClock.now(), details: { about: 'before', overAt: '2026-11-23T09:00:00.000Z' } } }));

const pile = async (actor: PersonActor) => {
  const listed = await transact(database.client, (tx) => listAlerts(contextOf(tx, actor)));
  if (!listed.ok) throw new Error(listed.problem.safeMessage);
  return listed.value;
};
const wordsFor = async (actor: PersonActor) => {
  const { banners, lines } = await pile(actor);
  return [...new Set([...banners, ...lines].map(({ words }) => words))];
};
const raised = (kind: AlertKind, details: AlertDetails) => transact(database.client, async (tx) => ok(await raise(contextOf(tx, await joined('supervisor')), kind, details)));

/** Whom each kind is for, written down once more: whoever widens one says so twice. */
const FOR: Readonly<Record<AlertKind, readonly Role[]>> = {
  locked_out: ['admin'],
  access_reset: ['admin'],
  schema_drifted: ['admin'],
  break_glass: ['supervisor'],
  audit_alarm: ['supervisor'],
  audit_behind: ['supervisor'],
  witness_silent: ['supervisor'],
  evidence_broken: ['supervisor'],
  report_missing: ['supervisor'],
  report_stuck: ['supervisor'],
  report_overdue: ['supervisor'],
  notice_stuck: ['supervisor'],
  approval_waiting: ['supervisor'],
  reference_due: ['supervisor', 'liaison'],
  hotline_changed: ['supervisor'],
  hotline_down: ['supervisor'],
  week_unsigned: ['supervisor'],
  referral_waiting: ['supervisor', 'liaison'],
  referral_failed: ['supervisor', 'liaison'],
  referral_ending: ['supervisor', 'liaison'],
  referral_due: ['liaison'],
  referral_void: ['liaison'],
  hold_review: ['supervisor', 'liaison'],
  destruction_waiting: ['supervisor', 'liaison'],
  destruction_restorable: ['supervisor', 'liaison'],
};

test.each(Object.keys(FOR) as AlertKind[])('%s is told to its roles and to no other', async (kind) => {
  await raised(kind, { about: 'a test', count: 1 });
  for (const role of ROLES) expect([role, await wordsFor(await joined(role))]).toEqual([role, FOR[kind].includes(role) ? [ALERTS[kind].words] : []]);
});

test('what one role acknowledges stands for the other; a further thing is told again to those alone who knew', async () => {
  const [supervisor, liaison] = [await joined('supervisor'), await joined('liaison')];
  const about = async (members: readonly string[]) => {
    const told = await transact(database.client, async (tx) => ok(await stand(contextOf(tx, { kind: 'system', name: 'test' }), { kind: 'referral_failed', members })));
    return told.ok ? told.value : [];
  };
  const linesOf = async (actor: PersonActor) => (await pile(actor)).lines;
  const counts = async () => [await linesOf(supervisor), await linesOf(liaison)].map((lines) => lines.map(({ details }) => Number.parseInt(details, 10)));
  const events = () => database.client.auditEvent.count({ where: { action: 'alert.raised', details: { path: ['kind'], equals: 'referral_failed' } } });
  const before = await events();

  expect(await about(['a'])).toEqual(['a']);
  expect(await counts()).toEqual([[1], [1]]);
  // One entry, whatever number of roles it is told to.
  expect((await events()) - before).toBe(1);
  const [line] = await linesOf(liaison);
  expect((await transact(database.client, (tx) => acknowledge(contextOf(tx, supervisor), { alertId: line?.id ?? '' }))).ok).toBe(false);
  expect((await transact(database.client, (tx) => acknowledge(contextOf(tx, liaison), { alertId: line?.id ?? '' }))).ok).toBe(true);
  expect(await counts()).toEqual([[1], []]);

  expect(await about(['b', 'a'])).toEqual(['b']);
  expect(await counts()).toEqual([[2], [2]]);
  expect(await about(['b', 'a'])).toEqual([]);
  expect(await about([])).toEqual([]);
  for (const lines of [await linesOf(supervisor), await linesOf(liaison)]) expect(lines[0]?.details).toMatch(/Over since/);
});
