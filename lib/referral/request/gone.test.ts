import { expect, test } from 'vitest';
import { type Stretch, goneOf, isAll, withStretch } from './gone';

const all = (...stretches: readonly Stretch[]) => stretches.reduce<readonly Stretch[]>(withStretch, []);

test('stretches that touch or overlap are one, in whatever order they come; empty ones are none', () => {
  expect(all([0, 10], [10, 20])).toEqual([[0, 20]]);
  expect(all([50, 60], [0, 10], [5, 55])).toEqual([[0, 60]]);
  expect(all([0, 100], [10, 20])).toEqual([[0, 100]]);
  expect(all([0, 10], [11, 20])).toEqual([[0, 10], [11, 20]]);
  expect(all([7, 7])).toEqual([]);
});

test('all of it went once no byte is left out', () => {
  expect([isAll([], 10), isAll([[0, 9]], 10), isAll([[1, 10]], 10), isAll([[0, 4], [5, 10]], 10)]).toEqual([false, false, false, false]);
  expect(isAll([[0, 10]], 10)).toBe(true);
});

test('what is kept is read back, and anything else is refused', () => {
  expect(goneOf([[0, 10]])).toEqual([[0, 10]]);
  for (const other of [null, {}, [[0]], [[0, -1]], [['0', 1]]]) expect(() => goneOf(other)).toThrow();
});
