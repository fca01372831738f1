import { expect, test } from 'vitest';
import { formatCountdown, formatSpan, formatTime } from './format-time';

test('a time is printed in UTC whatever offset it was written with', () => {
  expect(formatTime('2026-11-20T08:15:00+01:00', 'dateTime')).toBe('20 Nov 2026, 07:15 UTC');
  expect(formatTime('2026-01-01T00:30:00+01:00', 'date')).toBe('31 Dec 2025');
  expect(formatTime('2026-11-23T09:41:07.318Z', 'full')).toBe('2026-11-23 09:41:07.318 UTC');
});

test('what is not a time is refused, not printed', () => {
  expect(() => formatTime('yesterday', 'date')).toThrow(RangeError);
});

test('a span is told in its largest whole unit and never below zero', () => {
  expect([-5, 59_999, 60_000, 3_599_999, 3_600_000, 172_800_000].map((ms) => formatSpan(ms).short)).toEqual([
    'now',
    'now',
    '1 m',
    '59 m',
    '1 h',
    '2 d',
  ]);
  expect(formatSpan(60_000).long).toBe('1 minute');
});

test('a countdown reaches 0:00 only when nothing is left', () => {
  expect([822_000, 9_001, 1, 0].map(formatCountdown)).toEqual(['13:42', '0:10', '0:01', '0:00']);
});
