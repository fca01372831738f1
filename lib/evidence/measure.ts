import { createHash } from 'node:crypto';
import { HEAD_BYTES } from './sniff';

/** The body ended before its end: the sender hung up, or a line broke. */
export class BrokeOff extends Error {}
/** The body is longer than what is taken in. */
export class TooLong extends Error {}

/** How Node and Next say that the other end is gone. */
const GONE = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR', 'UND_ERR_SOCKET']);

function brokeOff(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'AbortError' || error.message === 'aborted' || GONE.has(String((error as NodeJS.ErrnoException).code));
}

/** A body as it comes; a sender who goes away is told from other failures. Reading no further cancels it. */
export async function* partsOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array, void> {
  if (!body) return;
  const reader = body.getReader();
  let isOver = false;
  try {
    for (;;) {
      const part = await reader.read().catch((cause: unknown) => {
        throw brokeOff(cause) ? new BrokeOff('The body broke off.', { cause }) : cause;
      });
      isOver = part.done;
      if (part.done) return;
      yield part.value;
    }
  } finally {
    if (!isOver) await reader.cancel().catch(() => undefined);
  }
}

/** The first bytes of a body, as many as tell what it is, and a body that still has them. */
export async function readHead(parts: AsyncGenerator<Uint8Array, void>): Promise<{ head: Uint8Array; whole: AsyncGenerator<Uint8Array, void> }> {
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const part = await parts.next();
    if (part.done) break;
    first.push(part.value);
    length += part.value.length;
  }
  const head = Buffer.concat(first);
  async function* whole(): AsyncGenerator<Uint8Array, void> {
    try {
      yield head;
      yield* parts;
    } finally {
      await parts.return();
    }
  }
  return { head: head.subarray(0, HEAD_BYTES), whole: whole() };
}

export interface Measures {
  readonly byteSize: number;
  readonly sha256: string;
  readonly sha1: string;
  readonly md5: string;
}

/** Measures content as it passes through; the measures are right once it has passed to its end. @throws TooLong from within. */
export function measured(content: AsyncIterable<Uint8Array>, maxBytes: number): { content: AsyncGenerator<Uint8Array>; measures: () => Measures } {
  const [sha256, sha1, md5] = [createHash('sha256'), createHash('sha1'), createHash('md5')];
  let byteSize = 0;
  async function* pass(): AsyncGenerator<Uint8Array> {
    for await (const part of content) {
      byteSize += part.length;
      if (byteSize > maxBytes) throw new TooLong('The body is too long.');
      for (const hash of [sha256, sha1, md5]) hash.update(part);
      yield part;
    }
  }
  return { content: pass(), measures: () => ({ byteSize, sha256: sha256.digest('hex'), sha1: sha1.digest('hex'), md5: md5.digest('hex') }) };
}
