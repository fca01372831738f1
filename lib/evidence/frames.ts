import { MEBIBYTE } from './schema';

/**
 * Bytes sealed under one authentication tag: what has to be in memory before any of it may be believed. Measured with
 * pieces of 64 KiB on two idle cores, beside 1,900 MB/s of plain AES-256-GCM: 4 KiB seals at 220 MB/s, 64 KiB at 750, 256 KiB
 * at 1,800, 1 MiB at 2,500; larger frames gain nothing.
 */
export const FRAME_BYTES = MEBIBYTE;

/**
 * The library takes several turns of the event loop for each piece that it is given, and on a busy machine a turn costs more
 * than the sealing of a small piece.
 */
const PIECE_BYTES = FRAME_BYTES;

/** The same bytes in pieces that are worth their turn: large ones as they come, small ones put together. */
export async function* inPieces(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of content) {
    parts.push(part);
    length += part.length;
    if (length < PIECE_BYTES) continue;
    yield parts.length === 1 ? part : Buffer.concat(parts, length);
    parts = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(parts, length);
}
