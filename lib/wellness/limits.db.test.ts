import { beforeEach, describe, expect, test } from 'vitest';
import { transact } from '@/lib/db';
import { addPerson, contextOf, testDatabase } from '@/lib/db/testing';
import { type PersonActor, type Result, manualClock } from '@/lib/kernel';
import { checkLook, checkTake, passLimit, saveSettings } from './index';
import { LIMIT_NAMES, type LimitName, OWN_SETTINGS, type OwnSettings } from './schema';
import { actsAt, looksAt } from './testing';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const database = testDatabase();
const reason = 'The other two of the shift are ill';
let anna: PersonActor;
let clock: ReturnType<typeof manualClock>;

/** Starts a new person's day at a moment, with settings of theirs. */
async function begin(at: string, own: Partial<OwnSettings> = {}): Promise<void> {
  clock = manualClock(new Date(at));
  anna = await addPerson(database.client, 'moderator');
  const saved = await transact(database.client, (tx) => saveSettings(contextOf(tx, anna, clock), { ...OWN_SETTINGS, optedOut: [], ...own } as Parameters<typeof saveSettings>[1]));
  if (!saved.ok) throw new Error(saved.problem.safeMessage);
}
beforeEach(() => begin('2026-11-23T09:00:00Z'));

const told = (result: Result<void>) => (result.ok ? 'go on' : `${result.problem.code} ${result.problem.fields[0]?.field}`);
const take = async () => told(await transact(database.client, (tx) => checkTake(contextOf(tx, anna, clock))));
const look = async (kind: 'peek' | 'reveal') => told(await transact(database.client, (tx) => checkLook(contextOf(tx, anna, clock), kind)));
const pass = async (limit: LimitName) => told(await transact(database.client, (tx) => passLimit(contextOf(tx, anna, clock), { limit, reason })));
const entries = () => database.client.auditEvent.findMany({ where: { action: 'wellness.limit_passed', actorId: anna.id }, orderBy: { seq: 'asc' }, select: { reason: true, details: true } });
/** At the desk until now, with a pause every half hour, so that only the hours count. */
async function worked(minutes: number): Promise<void> {
  const end = clock.now().getTime() - 15 * MINUTE;
  for (let done = 0; done < minutes; done += 30) await actsAt(database.client, anna.id, new Date(end - minutes * MINUTE - (minutes / 30) * 10 * MINUTE + done * MINUTE + (done / 30) * 10 * MINUTE), Math.min(30, minutes - done));
}

test('somebody who did nothing yet may do everything', async () => {
  expect([await take(), await look('peek'), await look('reveal')]).toEqual(['go on', 'go on', 'go on']);
});

describe('hours at the desk', () => {
  test('are enough at the cap: no more items and no more looks, and who holds one can still decide it', async () => {
    await begin('2026-11-23T18:00:00Z');
    await worked(239);
    expect(await take()).toBe('go on');
    await actsAt(database.client, anna.id, new Date(clock.now().getTime() - 12 * MINUTE), 1);
    expect([await take(), await look('peek'), await look('reveal')]).toEqual(Array(3).fill('limit_reached desk'));
  });

  test('say what was reached, that nothing is lost, and that a reason takes one on', async () => {
    await begin('2026-11-23T18:00:00Z');
    await worked(240);
    const result = await transact(database.client, (tx) => checkTake(contextOf(tx, anna, clock)));
    const words = result.ok ? '' : result.problem.safeMessage;
    expect(words).toMatch(/4 hours at the desk.*Nothing is lost.*say why/);
    expect(result.ok ? null : result.problem.fields).toEqual([{ field: 'desk', message: words }]);
  });

  test.each([
    ['Asia/Tokyo', '2026-11-23T14:59:00Z'],
    ['America/Los_Angeles', '2026-11-24T07:59:00Z'],
    ['Europe/Berlin', '2026-11-23T22:59:00Z'],
  ])('begin anew with the day in %s', async (timeZone, lastMinute) => {
    await begin(lastMinute, { timeZone });
    await worked(240);
    expect(await take()).toBe('limit_reached desk');
    clock.advance(MINUTE);
    expect(await take()).toBe('go on');
  });

  test('count through the hour that is lived twice, and its day is an hour longer', async () => {
    // Clocks go back at 01:00Z: the day is over at 23:00Z, 25 hours after it began.
    await begin('2026-10-25T22:59:00Z', { timeZone: 'Europe/Berlin' });
    await actsAt(database.client, anna.id, new Date('2026-10-24T21:30:00Z'), 30);
    await actsAt(database.client, anna.id, new Date('2026-10-24T22:00:00Z'), 239);
    expect(await take()).toBe('go on');
    await actsAt(database.client, anna.id, new Date('2026-10-25T22:30:00Z'), 1);
    expect(await take()).toBe('limit_reached desk');
    clock.advance(MINUTE);
    expect(await take()).toBe('go on');
  });

  test('and in the night that lacks an hour', async () => {
    await begin('2026-03-29T21:59:00Z', { timeZone: 'Europe/Berlin' });
    await actsAt(database.client, anna.id, new Date('2026-03-28T23:00:00Z'), 240);
    expect(await take()).toBe('limit_reached desk');
    clock.advance(MINUTE);
    expect(await take()).toBe('go on');
  });

  test('of a shift across midnight are those of one day', async () => {
    await begin('2026-11-24T03:00:00Z', { timeZone: 'Europe/Berlin', shift: { start: 22 * 60, end: 6 * 60 } });
    await actsAt(database.client, anna.id, new Date('2026-11-23T21:00:00Z'), 120);
    await actsAt(database.client, anna.id, new Date('2026-11-24T00:00:00Z'), 120);
    expect(await take()).toBe('limit_reached desk');
  });
});

describe('unblurred minutes', () => {
  const begun = new Date('2026-11-23T08:00:00Z');

  test('hold back looks and not items: by its facts one can still be decided', async () => {
    await looksAt(database.client, anna.id, begun, { kind: 'reveal', count: 29, seconds: 60 });
    await looksAt(database.client, anna.id, new Date('2026-11-23T08:40:00Z'), { kind: 'peek', count: 11, seconds: 5 });
    expect([await look('peek'), await look('reveal')]).toEqual(['go on', 'go on']);
    await looksAt(database.client, anna.id, new Date('2026-11-23T08:50:00Z'), { kind: 'peek', count: 1, seconds: 5 });
    expect([await look('peek'), await look('reveal'), await take()]).toEqual(['limit_reached unblurred', 'limit_reached unblurred', 'go on']);
  });

  test('of yesterday and of others do not count', async () => {
    const ben = await addPerson(database.client, 'moderator');
    await looksAt(database.client, ben.id, begun, { kind: 'reveal', count: 40, seconds: 60 });
    await looksAt(database.client, anna.id, new Date('2026-11-22T23:00:00Z'), { kind: 'reveal', count: 40, seconds: 60 });
    expect(await look('peek')).toBe('go on');
  });
});

describe('a break', () => {
  beforeEach(() => actsAt(database.client, anna.id, new Date('2026-11-23T08:09:00Z'), 51));

  test('is asked for between items alone, after fifty minutes without a pause', async () => {
    expect([await take(), await look('peek'), await look('reveal')]).toEqual(['limit_reached break', 'go on', 'go on']);
  });

  test('ends by itself, and not before its time', async () => {
    clock.advance(8 * MINUTE);
    expect(await take()).toBe('limit_reached break');
    clock.advance(MINUTE);
    expect(await take()).toBe('go on');
  });

  test('begins anew with what is done in it', async () => {
    clock.advance(5 * MINUTE);
    await actsAt(database.client, anna.id, clock.now(), 1);
    clock.advance(9 * MINUTE);
    expect(await take()).toBe('limit_reached break');
    clock.advance(MINUTE);
    expect(await take()).toBe('go on');
  });

  test('can be put off, saying why, and is asked for again after a quarter of an hour', async () => {
    expect(await pass('break')).toBe('go on');
    for (let minute = 0; minute < 14; minute += 1) {
      clock.advance(MINUTE);
      await actsAt(database.client, anna.id, clock.now(), 1);
    }
    expect(await take()).toBe('go on');
    clock.advance(MINUTE);
    expect(await take()).toBe('limit_reached break');
  });
});

describe('the end of a shift', () => {
  test('is without reveals; peeks, items and previews stay', async () => {
    await begin('2026-11-23T15:29:00Z', { timeZone: 'Europe/Berlin', shift: { start: 9 * 60, end: 17 * 60 } });
    expect(await look('reveal')).toBe('go on');
    clock.advance(MINUTE);
    expect([await look('reveal'), await look('peek'), await take()]).toEqual(['limit_reached calm', 'go on', 'go on']);
    clock.advance(30 * MINUTE);
    expect(await look('reveal')).toBe('go on');
  });

  test('is nothing to who named no shift', async () => {
    await begin('2026-11-23T15:45:00Z', { timeZone: 'Europe/Berlin' });
    expect(await look('reveal')).toBe('go on');
  });

  test('is found after midnight, and on the night when clocks go forward', async () => {
    await begin('2026-03-29T03:29:00Z', { timeZone: 'Europe/Berlin', shift: { start: 22 * 60, end: 6 * 60 } });
    expect(await look('reveal')).toBe('go on');
    clock.advance(MINUTE);
    expect(await look('reveal')).toBe('limit_reached calm');
  });

  test('passed with a reason stays passed until the shift is over', async () => {
    await begin('2026-11-23T15:40:00Z', { timeZone: 'Europe/Berlin', shift: { start: 9 * 60, end: 17 * 60 } });
    expect(await pass('calm')).toBe('go on');
    expect(await look('reveal')).toBe('go on');
    const [row] = await database.client.wellnessOverride.findMany({ where: { personId: anna.id } });
    expect(row?.until).toEqual(new Date('2026-11-23T16:00:00Z'));
  });
});

describe('going past a limit', () => {
  test('holds for a while, for that limit alone, and is on record with its reason', async () => {
    await begin('2026-11-23T18:00:00Z');
    await worked(240);
    await looksAt(database.client, anna.id, new Date('2026-11-23T12:00:00Z'), { kind: 'reveal', count: 30, seconds: 60 });
    expect(await pass('desk')).toBe('go on');
    expect([await take(), await look('peek')]).toEqual(['go on', 'limit_reached unblurred']);
    expect(await pass('unblurred')).toBe('go on');
    expect(await look('reveal')).toBe('go on');
    expect(await entries()).toEqual([{ reason, details: { limit: 'desk' } }, { reason, details: { limit: 'unblurred' } }]);
    clock.advance(15 * MINUTE);
    expect([await take(), await look('peek')]).toEqual(['go on', 'limit_reached unblurred']);
    clock.advance(45 * MINUTE);
    expect(await take()).toBe('limit_reached desk');
  });

  test('never carries into the next day', async () => {
    await begin('2026-11-23T23:50:00Z');
    await worked(240);
    expect(await pass('desk')).toBe('go on');
    const [row] = await database.client.wellnessOverride.findMany({ where: { personId: anna.id } });
    expect(row?.until).toEqual(new Date('2026-11-24T00:00:00Z'));
  });

  test('that is not reached, or was passed already, writes nothing and is in nobody’s way', async () => {
    for (const limit of LIMIT_NAMES) expect(await pass(limit)).toBe('go on');
    expect(await entries()).toEqual([]);
    await begin('2026-11-23T18:00:00Z');
    await worked(240);
    await pass('desk');
    await pass('desk');
    expect(await entries()).toHaveLength(1);
  });

  test('of one person is nobody else’s', async () => {
    await begin('2026-11-23T18:00:00Z');
    await worked(240);
    await pass('desk');
    await begin('2026-11-23T18:00:00Z');
    await worked(240);
    expect(await take()).toBe('limit_reached desk');
    clock.advance(6 * HOUR);
    expect(await take()).toBe('go on');
  });
});
