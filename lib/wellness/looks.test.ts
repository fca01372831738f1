import { describe, expect, test } from 'vitest';
import { type Look, lengthOf } from './looks';

const at = (ms: number) => new Date(Date.UTC(2026, 10, 23, 9) + ms);
const look = (change: Partial<Look> = {}): Look => ({ kind: 'reveal', isVideo: false, openedAt: at(0), heardAt: null, endedAt: null, ...change });

describe('the length of a look', () => {
  test.each<[string, Partial<Look>, number]>([
    ['that was granted and never opened is nothing', { openedAt: null }, 0],
    ['whose end was told reaches to its end', { heardAt: at(15_000), endedAt: at(17_300) }, 17_300],
    ['whose end nobody told reaches to when it was last heard of', { heardAt: at(35_000) }, 35_000],
    ['that was never heard of reaches to when it should have been', {}, 5_000],
    ['at a picture is a minute at most, however late its end is told', { heardAt: at(55_000), endedAt: at(8 * 3_600_000) }, 60_000],
    ['that peeks is five seconds at most', { kind: 'peek', endedAt: at(9_000) }, 5_000],
    ['that peeks at a video’s key frames is five seconds at most', { kind: 'peek', isVideo: true, endedAt: at(9_000) }, 5_000],
    ['at a video lasts as long as it is heard of', { isVideo: true, heardAt: at(600_000), endedAt: at(604_000) }, 604_000],
    ['at a video ends soon after it was last heard of', { isVideo: true, heardAt: at(600_000), endedAt: at(8 * 3_600_000) }, 615_000],
    ['that ends before it began, as clocks that are set back have it, is nothing', { endedAt: at(-4_000) }, 0],
  ])('%s', (_, change, expected) => {
    expect(lengthOf(look(change))).toBe(expected);
  });
});
