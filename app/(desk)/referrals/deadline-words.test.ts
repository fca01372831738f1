import { expect, test } from 'vitest';
import { deadlineWords, isPressing, stillFor } from './deadline-words';

const NOW = '2026-11-23T12:00:00.000Z';

test('a deadline is said by what is left of it, and one that has passed by how long ago', () => {
  expect(deadlineWords('2026-11-26T13:00:00.000Z', NOW)).toBe('due in 3 days');
  expect(deadlineWords('2026-11-23T12:00:20.000Z', NOW)).toBe('due in less than a minute');
  expect(deadlineWords('2026-11-23T10:00:00.000Z', NOW)).toBe('2 hours overdue');
});

test('what is due within a day presses, and what is overdue does', () => {
  expect(isPressing('2026-11-24T11:59:00.000Z', NOW)).toBe(true);
  expect(isPressing('2026-11-20T12:00:00.000Z', NOW)).toBe(true);
  expect(isPressing('2026-11-24T12:00:00.000Z', NOW)).toBe(false);
});

test('what is over is not said to last', () => {
  expect(stillFor('2026-11-25T12:00:00.000Z', NOW)).toBe('for another 2 days');
  expect(stillFor(NOW, NOW)).toBeNull();
});
