import { beforeEach, describe, expect, test } from 'vitest';
import { type Ctx, transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { type PersonActor, type Result, manualClock } from '@/lib/kernel';
import * as wellness from './index';
import { forgetMinutes, passLimit, readOwn, readTeam, saveSettings } from './index';
import { LEAST_PEOPLE, OWN_SETTINGS } from './schema';
import { actsAt, looksAt } from './testing';

const database = testDatabase();
const DAY = 86_400_000;
// A Wednesday: the last finished week began on Monday, 16 November.
const clock = manualClock(new Date('2026-11-25T09:00:00Z'));
const LAST_WEEK = '2026-11-16';
let supervisor: PersonActor;

beforeEach(async () => {
  await database.owner.query('TRUNCATE "EvidenceView", "DeskMinute", "WellnessOverride", "WellnessSettings"');
  supervisor = await addPerson(database.client, 'supervisor');
});

const as = <T>(actor: PersonActor, verb: (ctx: Ctx<PersonActor>) => Promise<Result<T>>) => transact(database.client, (tx) => verb(contextOf(tx, actor, clock)));
async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(settled.problem.safeMessage);
  return settled.value;
}
const team = () => must(as(supervisor, readTeam));
const moderator = () => addPerson(database.client, 'moderator');
/** `count` people who were at the desk on the Tuesday of the last finished week. */
const busy = async (count: number): Promise<PersonActor[]> => {
  const people = await Promise.all(Array.from({ length: count }, moderator));
  for (const { id } of people) await actsAt(database.client, id, new Date('2026-11-17T10:00:00Z'), 60);
  return people;
};

describe('one’s own week', () => {
  test('has seven days of one’s own time zone, the last of them today', async () => {
    const anna = await moderator();
    await must(as(anna, (ctx) => saveSettings(ctx, { ...OWN_SETTINGS, optedOut: [], timeZone: 'Asia/Tokyo' })));
    // 00:30 on the 25th in Tokyo, still the 24th in UTC.
    const night = new Date('2026-11-24T15:30:00Z');
    await actsAt(database.client, anna.id, night, 20);
    await looksAt(database.client, anna.id, night, { kind: 'reveal', count: 2, seconds: 30 });
    await looksAt(database.client, anna.id, new Date(night.getTime() - DAY), { kind: 'peek', count: 3, seconds: 4 });
    const { week } = await must(as(anna, readOwn));
    expect(week.map(({ date }) => date)).toEqual(['2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25']);
    expect(week.at(-1)).toEqual({ date: '2026-11-25', peeks: 0, reveals: 2, unblurredSeconds: 60, deskMinutes: 20 });
    expect(week.at(-2)).toEqual({ date: '2026-11-24', peeks: 3, reveals: 0, unblurredSeconds: 12, deskMinutes: 0 });
  });

  test('holds nothing of anybody else', async () => {
    const [anna, ben] = [await moderator(), await moderator()];
    await looksAt(database.client, ben.id, new Date('2026-11-25T08:00:00Z'), { kind: 'reveal', count: 5, seconds: 30 });
    await actsAt(database.client, ben.id, new Date('2026-11-25T08:00:00Z'), 30);
    const own = await must(as(anna, readOwn));
    expect(own.week.every(({ peeks, reveals, unblurredSeconds, deskMinutes }) => peeks + reveals + unblurredSeconds + deskMinutes === 0)).toBe(true);
    expect(own.passed).toEqual([]);
  });

  test('is read on record, without a figure', async () => {
    const anna = await moderator();
    await must(as(anna, readOwn));
    expect(await database.client.auditEvent.findMany({ where: { actorId: anna.id }, select: { action: true, details: true, targets: true } })).toEqual([{ action: 'wellness.read', details: {}, targets: [] }]);
  });

  test('cannot be asked for by anybody else: nothing that reads takes a person', () => {
    const verbs = { readOwn, readTeam };
    expect(Object.values(verbs).map((verb) => verb.length)).toEqual([1, 1]);
    // A new face of the module has to be looked at with this in mind.
    expect(Object.keys(wellness).sort()).toEqual(['checkLook', 'checkTake', 'forgetMinutes', 'limitNow', 'noteMinute', 'passLimit', 'present', 'readFloors', 'readOwn', 'readTeam', 'saveFloors', 'saveSettings', 'settingsOf', 'spared']);
  });
});

describe('the team', () => {
  test('shows figures of five people, on average, and none of four', async () => {
    const people = await busy(LEAST_PEOPLE - 1);
    expect((await team()).weeks.map(({ monday, figures }) => [monday, figures])).toEqual([[LAST_WEEK, null], ['2026-11-09', null], ['2026-11-02', null], ['2026-10-26', null]]);
    await looksAt(database.client, people[0]!.id, new Date('2026-11-17T10:00:00Z'), { kind: 'reveal', count: 10, seconds: 60 });
    await busy(1);
    expect((await team()).weeks[0]?.figures).toEqual({ people: 5, deskMinutes: 60, unblurredMinutes: 2, peeks: 0, reveals: 2 });
  });

  test('shows finished weeks alone: a figure that grows while one person works would be that person’s', async () => {
    const people = await busy(LEAST_PEOPLE);
    const before = await team();
    await looksAt(database.client, people[0]!.id, new Date('2026-11-25T08:00:00Z'), { kind: 'reveal', count: 3, seconds: 60 });
    await actsAt(database.client, people[0]!.id, new Date('2026-11-25T08:00:00Z'), 30);
    expect((await team()).weeks).toEqual(before.weeks);
  });

  test('keeps a finished week as it was when somebody leaves: the difference would be theirs', async () => {
    const [first] = await busy(LEAST_PEOPLE);
    const before = await team();
    await database.client.person.update({ where: { id: first!.id }, data: { disabledAt: clock.now(), role: 'auditor' } });
    expect((await team()).weeks).toEqual(before.weeks);
  });

  test('tells that a cap was reached and on which day, and no amount', async () => {
    const anna = await moderator();
    await must(as(anna, (ctx) => saveSettings(ctx, { ...OWN_SETTINGS, optedOut: [], timeZone: 'America/Los_Angeles' })));
    // The 23rd in Los Angeles; in UTC it is the 24th already.
    await actsAt(database.client, anna.id, new Date('2026-11-24T01:00:00Z'), 240);
    await looksAt(database.client, anna.id, new Date('2026-11-24T02:00:00Z'), { kind: 'reveal', count: 31, seconds: 60 });
    const { rows } = await team();
    expect(rows).toEqual([{ pseudonym: anna.name, reached: [{ limit: 'desk', date: '2026-11-23' }, { limit: 'unblurred', date: '2026-11-23' }], passed: [] }]);
  });

  test('tells which limits were passed and why, of seven days', async () => {
    const [anna, ben] = [await moderator(), await moderator()];
    await actsAt(database.client, anna.id, new Date('2026-11-25T08:09:00Z'), 51);
    await must(as(anna, (ctx) => passLimit(ctx, { limit: 'break', reason: 'A child may be in danger now' })));
    await database.client.wellnessOverride.create({ data: { id: ben.sessionId, personId: ben.id, limit: 'break', reason: 'Long ago', at: new Date(clock.now().getTime() - 8 * DAY), until: clock.now() } });
    const { rows } = await team();
    expect(rows).toEqual([{ pseudonym: anna.name, reached: [], passed: [{ limit: 'break', reason: 'A child may be in danger now', at: '2026-11-25T09:00:00.000Z' }] }]);
  });

  test('is read on record', async () => {
    await team();
    expect(await database.client.auditEvent.count({ where: { actorId: supervisor.id, action: 'wellness.team_read' } })).toBe(1);
  });
});

test('minutes at the desk are forgotten once no page shows them, and not before', async () => {
  const anna = await moderator();
  await actsAt(database.client, anna.id, new Date(clock.now().getTime() - 43 * DAY), 5);
  await busy(LEAST_PEOPLE);
  await actsAt(database.client, anna.id, new Date('2026-10-26T08:00:00Z'), 5);
  const before = await team();
  await transact(database.client, (tx) => forgetMinutes(contextOf(tx, anna, clock)));
  expect(await database.client.deskMinute.count({ where: { personId: anna.id } })).toBe(5);
  expect((await team()).weeks).toEqual(before.weeks);
});
