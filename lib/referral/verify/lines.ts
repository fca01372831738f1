import type { Readable } from 'node:stream';

/** The lines of a text, one after the other, however long it is. @throws Error for a line of more than `max` bytes, or one without an end. */
export async function* linesOf(stream: Readable, max: number): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  for await (const piece of stream as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, from)) {
      yield Buffer.concat([rest, piece.subarray(from, end)]).toString('utf8');
      rest = Buffer.alloc(0);
      from = end + 1;
    }
    rest = Buffer.concat([rest, piece.subarray(from)]);
    if (rest.length > max) throw new Error(`a line of it has more than ${max} bytes`);
  }
  if (rest.length > 0) throw new Error('its last line does not end');
}
