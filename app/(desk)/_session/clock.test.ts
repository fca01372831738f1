import { expect, test } from 'vitest';
import { stageOf } from './clock';

const MINUTE = 60_000;
const left = (idle: number, absolute: number, span = 15) => ({ idleMs: idle * MINUTE, absoluteMs: absolute * MINUTE, spanMs: span * MINUTE });

test('two minutes before the idle time-out the person is asked, and a third of it where that is shorter', () => {
  expect(stageOf(left(2.1, 600))).toBe('quiet');
  expect(stageOf(left(2, 600))).toBe('idle_soon');
  expect(stageOf(left(1.1, 600, 3))).toBe('quiet');
  expect(stageOf(left(1, 600, 3))).toBe('idle_soon');
});

test('the end that nothing moves is said as such, and never as one that an answer would move', () => {
  expect(stageOf(left(15, 5))).toBe('end_soon');
  expect(stageOf(left(1, 1))).toBe('end_soon');
  expect(stageOf(left(1, 4))).toBe('idle_soon');
});

test('whichever end comes first is the end', () => {
  expect(stageOf(left(0, 600))).toBe('over');
  expect(stageOf(left(15, 0))).toBe('over');
});
