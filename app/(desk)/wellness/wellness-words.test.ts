import { expect, test } from 'vitest';
import { clockOf, dayWords, minutesOf, minutesWords, secondsWords } from './wellness-words';

test('days, minutes and seconds have short words', () => {
  expect(dayWords('2026-11-23')).toEqual({ short: 'Mon', long: 'Monday, 23 Nov' });
  expect([0, 59, 60, 125].map(minutesWords)).toEqual(['0 min', '59 min', '1 h', '2 h 5 min']);
  expect([0, 45, 60, 200].map(secondsWords)).toEqual(['0 s', '45 s', '1 min', '3 min 20 s']);
});

test('a time of day is read as it is written, and what is none is nothing', () => {
  for (const minutes of [0, 59, 60, 1_320, 1_439]) expect(minutesOf(clockOf(minutes))).toBe(minutes);
  for (const text of ['', '24:00', '9:7', 'nine', '12:60']) expect(minutesOf(text)).toBeNull();
});
