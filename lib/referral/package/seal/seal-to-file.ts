import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Answer, type Filled, PIECES, PIECE_BYTES, type SealTask, type Sealed } from './messages';
import type { Recipient } from './recipient';

/** From the folder that every program of ours is started in: in a bundle a file does not know its own place. */
const ENTRY = resolve('lib', 'referral', 'package', 'seal', 'thread.ts');
/** A thread does not read TypeScript because its process does: it asks for that by itself. */
const START = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(pathToFileURL(ENTRY).href)}); })`;
function startThread(task: SealTask): Worker {
  // No address, key or password: it needs none.
  return new Worker(START, { eval: true, workerData: task, execArgv: [], env: { NODE_ENV: 'production' } });
}

/**
 * Seals content for the recipient into a new file, in a thread of its own. It takes a piece when there is room for it, and
 * so the content is read no faster than it is sealed and written; in memory are never more than a few pieces.
 * @returns when the file is durable. @throws what the content throws, what the thread fails with, or the signal's
 * reason; the file may then be there, unfinished, and is the caller's to remove.
 */
export async function sealToFile(file: string, recipient: Recipient, content: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<Sealed> {
  signal.throwIfAborted();
  const memory = new SharedArrayBuffer(PIECES * PIECE_BYTES);
  const room = new Uint8Array(memory);
  const thread = startThread({ file, recipient, memory });
  const over = new AbortController();
  let free = PIECES;
  let woken: () => void = () => undefined;

  const sealed = new Promise<Sealed>((settle, reject) => {
    thread.on('message', (answer: Answer) => {
      if (answer !== 'free') return settle(answer);
      free += 1;
      woken();
    });
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`The sealing thread ended with ${code}.`)));
    signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: over.signal });
  });
  // It may fail while nobody awaits it, which whoever waits for room is told.
  sealed.catch(() => woken());

  async function untilFree(): Promise<void> {
    while (free === 0) {
      const freed = new Promise<void>((wake) => {
        woken = wake;
      });
      await Promise.race([freed, sealed]);
    }
  }

  async function handOver(): Promise<void> {
    let [piece, byteSize] = [0, 0];
    const give = () => {
      thread.postMessage({ piece, byteSize } satisfies Filled);
      piece = (piece + 1) % PIECES;
      byteSize = 0;
      free -= 1;
    };
    for await (const part of content) {
      // Nobody takes it any more: leaving closes what was being read.
      if (over.signal.aborted) return;
      for (let at = 0; at < part.length; ) {
        if (byteSize === 0) await untilFree();
        const taken = part.subarray(at, at + PIECE_BYTES - byteSize);
        room.set(taken, piece * PIECE_BYTES + byteSize);
        byteSize += taken.length;
        at += taken.length;
        if (byteSize === PIECE_BYTES) give();
      }
    }
    if (byteSize > 0) give();
    thread.postMessage('end' satisfies Filled);
  }

  try {
    const [answer] = await Promise.all([sealed, handOver()]);
    return answer;
  } finally {
    over.abort();
    await thread.terminate();
  }
}
