import { expect, test } from 'vitest';
import { measure, median } from './measure';

const values = (...list: number[]) => (run: number) => Promise.resolve(list[run]);
const figure = { metric: 'm', unit: 'ms', target: 10, runs: 3 };

test('the median is the middle value, whatever the order and however far the others are', () => {
  expect(median([900, 1, 5])).toBe(5);
  expect(median([4, 1, 2, 1000])).toBe(3);
});

test('the first run warms up and is not counted', async () => {
  const line = await measure('b', { ...figure, better: 'lower', subject: values(999, 8, 10, 9) });
  expect(line).toEqual({ bench: 'b', metric: 'm', value: 9, unit: 'ms', target: 10, ok: true, n: 3, spread: [8, 10] });
});

test('with a baseline the value is the ratio of two runs that follow each other', async () => {
  const line = await measure('b', { ...figure, unit: 'ratio', target: 2, better: 'higher', subject: values(1, 10, 30, 20), baseline: values(1, 10, 10, 10) });
  expect(line).toMatchObject({ value: 2, ok: true, spread: [1, 3] });
});

test('in any other unit the baseline stands beside the value', async () => {
  const line = await measure('b', { ...figure, better: 'lower', subject: values(1, 8, 9, 10), baseline: values(1, 3, 4, 5) });
  expect(line).toMatchObject({ value: 9, baseline: 4, spread: [8, 10] });
});

test('a figure on the wrong side of its target is not ok', async () => {
  expect((await measure('b', { ...figure, better: 'lower', subject: values(0, 11, 11, 11) })).ok).toBe(false);
  expect((await measure('b', { ...figure, better: 'higher', subject: values(0, 9, 9, 9) })).ok).toBe(false);
});
