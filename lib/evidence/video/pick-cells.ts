import type { Readable } from 'node:stream';
import type { Size } from './sizes';

/** Frames on a strip. */
const CELLS = 9;
/** Twice as many are kept, so that what is picked in the end is spread evenly. */
const KEPT_MAX = 2 * CELLS;

export interface Cells extends Size {
  /** Each of `width × height` bytes, one grey channel, in the order in which they are seen. */
  readonly frames: readonly Buffer[];
}

async function* framesOf(raw: Readable, bytes: number): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let held = 0;
  for await (const chunk of raw as AsyncIterable<Buffer>) {
    waiting.push(chunk);
    held += chunk.length;
    if (held < bytes) continue;
    let all = Buffer.concat(waiting);
    for (; all.length >= bytes; all = all.subarray(bytes)) yield Buffer.from(all.subarray(0, bytes));
    [waiting, held] = [[all], all.length];
  }
}

/**
 * About nine frames, evenly spread from the first to the last, of as many as come: nobody knows before the end how
 * many that are. Whenever too many are kept every second one is let go, and only every second one from then on is kept.
 */
export async function pickCells(raw: Readable, size: Size): Promise<Cells> {
  let kept: Buffer[] = [];
  let [step, at] = [1, 0];
  for await (const frame of framesOf(raw, size.width * size.height)) {
    if (at % step === 0) kept.push(frame);
    at += 1;
    if (kept.length < KEPT_MAX) continue;
    kept = kept.filter((_, place) => place % 2 === 0);
    step *= 2;
  }
  const count = Math.min(CELLS, kept.length);
  const places = Array.from({ length: count }, (_, place) => Math.round((place * (kept.length - 1)) / Math.max(1, count - 1)));
  return { ...size, frames: places.flatMap((place) => kept[place] ?? []) };
}
