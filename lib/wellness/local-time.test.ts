import { describe, expect, test } from 'vitest';
import { dayOf, shiftAt } from './local-time';
import type { Shift } from './schema';

const HOUR = 60;
const at = (iso: string) => new Date(iso);
const NIGHT: Shift = { start: 22 * HOUR, end: 6 * HOUR };
const hoursOf = ({ start, end }: { start: Date; end: Date }) => (end.getTime() - start.getTime()) / 3_600_000;

describe('the day of a person', () => {
  test.each<[string, string, string, string, string, number]>([
    ['is from midnight to midnight where they are, east', 'Asia/Tokyo', '2026-11-23T15:30:00Z', '2026-11-24', '2026-11-23T15:00:00.000Z', 24],
    ['and west', 'America/Los_Angeles', '2026-11-23T05:00:00Z', '2026-11-22', '2026-11-22T08:00:00.000Z', 24],
    ['and where offsets are no whole hours', 'Asia/Kathmandu', '2026-11-23T18:14:59Z', '2026-11-23', '2026-11-22T18:15:00.000Z', 24],
    ['has 23 hours when clocks go forward', 'Europe/Berlin', '2026-03-29T12:00:00Z', '2026-03-29', '2026-03-28T23:00:00.000Z', 23],
    ['has 25 when they go back', 'Europe/Berlin', '2026-10-25T23:30:00+01:00', '2026-10-25', '2026-10-24T22:00:00.000Z', 25],
    ['begins at one where there is no midnight that night', 'America/Santiago', '2026-09-06T12:00:00Z', '2026-09-06', '2026-09-06T04:00:00.000Z', 23],
    ['is still the same in the hour that is lived twice before midnight', 'America/Santiago', '2026-04-05T03:30:00Z', '2026-04-04', '2026-04-04T03:00:00.000Z', 25],
  ])('%s', (_, timeZone, moment, date, start, hours) => {
    const day = dayOf({ timeZone, shift: null }, at(moment));
    expect([day.date, day.start.toISOString(), hoursOf(day)]).toEqual([date, start, hours]);
  });

  test('holds a whole shift across midnight: it turns halfway between two of them', () => {
    const who = { timeZone: 'Europe/Berlin', shift: NIGHT };
    const evening = dayOf(who, at('2026-11-23T21:00:00Z'));
    expect(dayOf(who, at('2026-11-24T04:59:00Z'))).toEqual(evening);
    expect([evening.date, evening.start.toISOString()]).toEqual(['2026-11-23', '2026-11-23T13:00:00.000Z']);
    expect(dayOf(who, at('2026-11-24T13:00:00Z')).date).toBe('2026-11-24');
  });

  test('days go back without a gap, across the night in which clocks change', () => {
    const who = { timeZone: 'Europe/Berlin', shift: null };
    const days = Array.from({ length: 7 }, (_, back) => dayOf(who, at('2026-10-27T09:00:00Z'), back));
    for (const [index, day] of days.slice(0, -1).entries()) expect(days[index + 1]?.end).toEqual(day.start);
    expect(days.map(hoursOf)).toEqual([24, 24, 25, 24, 24, 24, 24]);
    expect(days[2]?.date).toBe('2026-10-25');
  });
});

describe('a shift', () => {
  test.each<[string, string, Shift, string, string | null]>([
    ['begins with its first minute', 'Europe/Berlin', { start: 9 * HOUR, end: 17 * HOUR }, '2026-11-23T08:00:00Z', '2026-11-23T16:00:00.000Z'],
    ['is over with its last', 'Europe/Berlin', { start: 9 * HOUR, end: 17 * HOUR }, '2026-11-23T16:00:00Z', null],
    ['that goes past midnight is found in its evening', 'America/New_York', NIGHT, '2026-11-24T03:00:00Z', '2026-11-24T11:00:00.000Z'],
    ['and in its morning', 'America/New_York', NIGHT, '2026-11-24T10:59:00Z', '2026-11-24T11:00:00.000Z'],
    ['ends by the new clock when clocks went forward in it', 'Europe/Berlin', NIGHT, '2026-03-29T03:30:00Z', '2026-03-29T04:00:00.000Z'],
    ['and when they went back', 'Europe/Berlin', NIGHT, '2026-10-25T03:30:00Z', '2026-10-25T05:00:00.000Z'],
    ['that ends in the hour that is left out ends as long after midnight', 'Europe/Berlin', { start: 18 * HOUR, end: 2.5 * HOUR }, '2026-03-29T01:29:00Z', '2026-03-29T01:30:00.000Z'],
  ])('%s', (_, timeZone, shift, moment, end) => {
    expect(shiftAt(timeZone, shift, at(moment))?.end.toISOString() ?? null).toBe(end);
  });
});
