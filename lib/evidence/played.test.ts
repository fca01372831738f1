import { describe, expect, test } from 'vitest';
import { mergeRanges, playedMs, possible } from './played';

test('ranges are put in order and joined where they touch or overlap', () => {
  expect(mergeRanges([[5000, 9000], [0, 2000], [2000, 3000], [8000, 8500], [4000, 4000], [7000, 6000]])).toEqual([[0, 3000], [5000, 9000]]);
});

test('what was played twice counts once', () => {
  expect(playedMs([[0, 4000], [2000, 5000], [1000, 3000]])).toBe(5000);
});

describe('what a player tells is believed', () => {
  const within = (elapsedMs: number, durationMs: number | null = 10_000) => ({ durationMs, elapsedMs });

  test('when it fits the clock, half a second more or less', () => {
    expect(possible([[0, 10_000]], within(9_500))).toEqual([[0, 10_000]]);
  });
  test('up to as much as time has passed, and no more', () => {
    expect(possible([[0, 10_000]], within(3_500))).toEqual([[0, 4_000]]);
    expect(possible([[0, 2_000], [6_000, 10_000]], within(2_500))).toEqual([[0, 2_000], [6_000, 7_000]]);
  });
  test('within the video: nothing before its beginning or past its end', () => {
    expect(possible([[-500, 1_000], [9_000, 60_000]], within(60_000))).toEqual([[0, 1_000], [9_000, 10_000]]);
    expect(possible([[11_000, 12_000]], within(60_000))).toEqual([]);
  });
  test('not at all before the look was opened', () => {
    expect(possible([[0, 1_000]], within(-5_000))).toEqual([]);
  });
  test('by the clock alone where nobody knows how long the video is', () => {
    expect(possible([[0, 90_000]], within(20_000, null))).toEqual([[0, 20_500]]);
  });
});
