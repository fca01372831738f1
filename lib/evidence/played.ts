import type { Range } from './schema';

/** The desk's clock and the player's are read a moment apart. */
const SLACK_MS = 500;

/** In order, without overlaps, without what is empty or runs backwards. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: [number, number][] = [];
  for (const [from, to] of ranges.filter(([start, end]) => end > start).toSorted(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** How much of the video the ranges are, in milliseconds; overlaps count once. */
export function playedMs(ranges: readonly Range[]): number {
  return mergeRanges(ranges).reduce((sum, [from, to]) => sum + to - from, 0);
}

interface Bounds {
  /** Of the video; null where it is not known. */
  readonly durationMs: number | null;
  /** Since the look was opened. */
  readonly elapsedMs: number;
}

/**
 * What a player tells, as far as it can be true: nothing past the end of the video, and not more of it than time has
 * passed since the look was opened, since it plays at its own speed. What is too much is cut off at the end.
 */
export function possible(told: readonly Range[], { durationMs, elapsedMs }: Bounds): Range[] {
  let left = Math.max(0, elapsedMs + SLACK_MS);
  const end = durationMs ?? Infinity;
  const kept: Range[] = [];
  for (const [from, to] of mergeRanges(told.map(([start, stop]) => [Math.max(0, Math.round(start)), Math.min(end, Math.round(stop))]))) {
    if (left <= 0) break;
    const stop = Math.min(to, from + left);
    kept.push([from, stop]);
    left -= stop - from;
  }
  return kept;
}
