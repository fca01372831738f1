import { expect, test } from 'vitest';
import { weekWords } from './week-words';

test.each([
  ['2026-11-16', '16 to 22 Nov 2026'],
  ['2026-11-30', '30 Nov to 6 Dec 2026'],
  ['2026-12-28', '28 Dec 2026 to 3 Jan 2027'],
])('the week of %s is %s', (week, words) => {
  expect(weekWords(week)).toBe(words);
});
