import { MEBIBYTE } from './schema';

/**
 * Bytes sealed under one authentication tag: what has to be in memory before any of it may be believed. Measured with
 * 64 KiB chunks on two cores, beside 1,900 MB/s of plain AES-256-GCM: 4 KiB seals at 220 MB/s, 64 KiB at 750, 256 KiB at
 * 1,800, 1 MiB at 2,500, 4 MiB at 2,000.
 */
export const FRAME_BYTES = MEBIBYTE;

/** The same bytes in pieces of a frame: the library yields to the event loop once a piece, and networks deliver small ones. */
export async function* byFrame(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of content) {
    parts.push(part);
    length += part.length;
    if (length < FRAME_BYTES) continue;
    const whole = Buffer.concat(parts);
    const end = length - (length % FRAME_BYTES);
    for (let at = 0; at < end; at += FRAME_BYTES) yield whole.subarray(at, at + FRAME_BYTES);
    // A copy, so that what was yielded is not kept alive by its last bytes.
    parts = end < length ? [Buffer.from(whole.subarray(end))] : [];
    length -= end;
  }
  if (length > 0) yield Buffer.concat(parts);
}
