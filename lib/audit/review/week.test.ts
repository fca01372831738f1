import { expect, test } from 'vitest';
import { endOf, isOver, isOverdue, startOf, weekOf, weeksBefore } from './week';

test.each([
  ['2026-11-16T00:00:00.000Z', '2026-11-16'],
  ['2026-11-22T23:59:59.999Z', '2026-11-16'],
  ['2026-11-23T00:00:00.000Z', '2026-11-23'],
  ['2027-01-01T12:00:00Z', '2026-12-28'],
  ['1969-12-28T12:00:00Z', '1969-12-22'],
])('%s lies in the week of %s', (at, week) => {
  expect(weekOf(new Date(at))).toBe(week);
  expect(startOf(week) <= new Date(at) && new Date(at) < endOf(week)).toBe(true);
});

test('a week is over with its Sunday, and late from Tuesday noon on', () => {
  const week = '2026-11-16';
  expect([isOver(week, new Date('2026-11-22T23:59:59.999Z')), isOver(week, new Date('2026-11-23T00:00:00Z'))]).toEqual([false, true]);
  expect([isOverdue(week, new Date('2026-11-24T11:59:59.999Z')), isOverdue(week, new Date('2026-11-24T12:00:00Z'))]).toEqual([false, true]);
  expect([weeksBefore(week, 1), weeksBefore(week, -1)]).toEqual(['2026-11-09', '2026-11-23']);
});
