import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/**
 * What goes through the pipes between a process and its decoder. A message is a header (JSON, which says how many parts
 * follow) and parts (bytes). Header and parts alike are a row of chunks: a length of four bytes, big-endian, and as many
 * bytes; a length of zero ends it, so that a stream can be sent whose length nobody knows.
 */
export interface Message {
  readonly header: unknown;
  readonly parts: readonly Buffer[];
}

export type Part = Uint8Array | AsyncIterable<Uint8Array>;

const LENGTH_BYTES = 4;
const CHUNK_BYTES = 1024 * 1024;

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(bytes);
  return length;
}

const headOf = (header: object, parts: number) => Buffer.from(JSON.stringify({ header, parts }));

/** A message without parts, for who has no time to wait for a pipe. */
export function encodeMessage(header: object): Buffer {
  const head = headOf(header, 0);
  return Buffer.concat([lengthOf(head.length), head, lengthOf(0)]);
}

async function* chunksOf(part: Part): AsyncGenerator<Uint8Array> {
  for await (const piece of part instanceof Uint8Array ? [part] : part) {
    for (let at = 0; at < piece.length; at += CHUNK_BYTES) yield piece.subarray(at, at + CHUNK_BYTES);
  }
}

/**
 * Writes one message, no faster than it is read.
 * @param signal ends the waiting for a reader who is gone.
 * @throws what a part's own stream throws, the pipe's error, AbortError.
 */
export async function writeMessage(pipe: Writable, header: object, parts: readonly Part[] = [], signal?: AbortSignal): Promise<void> {
  const write = async (bytes: Uint8Array) => {
    if (!pipe.write(bytes)) await once(pipe, 'drain', signal && { signal });
  };
  for (const part of [headOf(header, parts.length), ...parts]) {
    for await (const chunk of chunksOf(part)) {
      await write(lengthOf(chunk.length));
      await write(chunk);
    }
    await write(lengthOf(0));
  }
}

/** Puts messages together from bytes as they come; `maxBytes` bounds one message, whoever sends it. */
function assembler(maxBytes: () => number, got: (message: Message) => void): (chunk: Buffer) => void {
  let waiting: Buffer[] = [];
  let [held, wanted, isLength, bytes] = [0, LENGTH_BYTES, true, 0];
  let chunks: Buffer[] = [];
  let head: { readonly header: unknown; readonly parts: number } | null = null;
  let parts: Buffer[] = [];

  function endPart(): void {
    const part = Buffer.concat(chunks);
    chunks = [];
    if (head) parts.push(part);
    else head = JSON.parse(part.toString()) as { header: unknown; parts: number };
    if (parts.length < head.parts) return;
    const message = { header: head.header, parts };
    [head, parts, bytes] = [null, [], 0];
    got(message);
  }

  function step(): void {
    const all = Buffer.concat(waiting);
    const [taken, rest] = [all.subarray(0, wanted), all.subarray(wanted)];
    [waiting, held] = [[rest], rest.length];
    if (!isLength) chunks.push(taken);
    const length = isLength ? taken.readUInt32BE() : null;
    isLength = !length;
    wanted = length || LENGTH_BYTES;
    bytes += length ?? 0;
    if (bytes > maxBytes()) throw new Error('A message is larger than it may be.');
    if (length === 0) endPart();
  }

  return (chunk) => {
    waiting.push(chunk);
    held += chunk.length;
    while (held >= wanted) step();
  };
}

/** Calls back with each message that comes in, and with the error when what comes is none, or too large: then it reads no further. */
export function readMessages(pipe: Readable, maxBytes: () => number, got: (message: Message) => void, failed: (error: unknown) => void): void {
  const add = assembler(maxBytes, got);
  const onData = (chunk: Buffer) => {
    try {
      add(chunk);
    } catch (error) {
      pipe.off('data', onData);
      failed(error);
    }
  };
  pipe.on('data', onData);
}
