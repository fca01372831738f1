import { expect, test } from 'vitest';
import { divide } from './divide';

const files = Array.from({ length: 9 }, (_, at) => `e2e/made-up-${at}.e2e.ts`);

test('every file is in one part, and the parts take about equally long', () => {
  const parts = divide(files, 2);
  expect(parts.flat().sort()).toEqual(files);
  expect(parts.map((part) => part.length).sort()).toEqual([4, 5]);
});

test('the same files are divided in the same way, in whatever order they are found', () => {
  expect(divide([...files].reverse(), 2)).toEqual(divide(files, 2));
});

test('no part is empty', () => {
  expect(divide(files.slice(0, 1), 2)).toEqual([['e2e/made-up-0.e2e.ts']]);
  expect(divide([], 2)).toEqual([]);
});
