import { MEBIBYTE } from './schema';

/**
 * Bytes sealed under one authentication tag: what has to be in memory before any of it may be believed. Measured with
 * pieces of 64 KiB on two idle cores, beside 1,900 MB/s of plain AES-256-GCM: 4 KiB seals at 220 MB/s, 64 KiB at 750, 256 KiB
 * at 1,800, 1 MiB at 2,500; larger frames gain nothing.
 */
export const FRAME_BYTES = MEBIBYTE;

/**
 * The same bytes, a frame at a time, always in the same memory: what is handed out is valid until the next is asked for.
 * That is for whoever seals each whole frame before it takes more. Memory of its own for each would be most of the work.
 */
export async function* inFrames(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const frame = Buffer.allocUnsafeSlow(FRAME_BYTES);
  let filled = 0;
  for await (const part of content) {
    for (let at = 0; at < part.length; ) {
      const taken = part.subarray(at, at + FRAME_BYTES - filled);
      frame.set(taken, filled);
      filled += taken.length;
      at += taken.length;
      if (filled < FRAME_BYTES) continue;
      yield frame;
      filled = 0;
    }
  }
  if (filled > 0) yield frame.subarray(0, filled);
}
