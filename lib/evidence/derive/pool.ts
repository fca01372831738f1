import { Readable } from 'node:stream';
import { type Decoder, startDecoder } from './decoder';
import type { Message, Part } from './messages';
import type { Answer, Task } from './task';

/** A decoder is replaced after so many files: what one file may have broken in it does not outlive the day. */
const FILES_EACH = 200;
/** A file that it turned down in good order counts for so many: a flood of damaged files must not cost a start each. */
const TURNED_DOWN = 20;
/** One that nobody needs for this long ends, and takes with it whatever was left in its memory. */
const IDLE_MS = 30_000;

interface Kept {
  readonly decoder: Decoder;
  files: number;
  idle?: NodeJS.Timeout;
}

export interface Pool {
  /** Has a file decoded as soon as a decoder is free; first come, first served. A file that is a stream is closed in any case. @throws as `Decoder.run` does. */
  run(task: Task, file: Part, maxAnswerBytes: number, signal?: AbortSignal): Promise<Message>;
  /** The processes that are there now. */
  pids(): readonly number[];
  /** Ends them all, whatever they are doing. */
  close(): void;
}

/** Up to `size` decoders, started when they are needed and kept for the next file. One that ended, was cut or was given too much takes its leave, and another its place. */
export function openPool(size: number): Pool {
  const all = new Set<Kept>();
  const free: Kept[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;

  async function turn(): Promise<void> {
    if (busy >= size) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
  }

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  }

  function drop(kept: Kept): void {
    all.delete(kept);
    const at = free.indexOf(kept);
    if (at >= 0) free.splice(at, 1);
    kept.decoder.end();
  }

  function take(): Kept {
    for (const kept of free.filter(({ decoder }) => !decoder.isAlive())) drop(kept);
    const kept = free.pop() ?? { decoder: startDecoder(), files: 0 };
    clearTimeout(kept.idle);
    all.add(kept);
    kept.decoder.hold(true);
    return kept;
  }

  function giveBack(kept: Kept, files: number): void {
    kept.files += files;
    if (kept.files >= FILES_EACH) return drop(kept);
    kept.decoder.hold(false);
    kept.idle = setTimeout(() => drop(kept), IDLE_MS).unref();
    free.push(kept);
  }

  return {
    async run(task, file, maxAnswerBytes, signal) {
      await turn();
      try {
        signal?.throwIfAborted();
        const kept = take();
        try {
          const message = await kept.decoder.run(task, file, maxAnswerBytes, signal);
          const answer = message.header as Answer;
          // Over its memory it ends itself with its answer.
          if (answer.state === 'unreadable' && answer.code === 'too_much_memory') drop(kept);
          else giveBack(kept, answer.state === 'ready' ? 1 : TURNED_DOWN);
          return message;
        } catch (error) {
          drop(kept);
          throw error;
        }
      } finally {
        if (file instanceof Readable) file.destroy();
        leave();
      }
    },
    pids: () => [...all].flatMap(({ decoder }) => decoder.pid ?? []),
    close: () => [...all].forEach(drop),
  };
}
