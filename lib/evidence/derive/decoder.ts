import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { type Message, type Part, readMessages, writeMessage } from './messages';
import type { Task } from './task';

/** From the folder that every program of ours is started in: in a bundle a file does not know its own place. */
const ENTRY = join('lib', 'evidence', 'derive', 'child', 'main.ts');

/** JavaScript in the child only moves bytes, which lie outside of this heap. */
const HEAP_MEBIBYTES = 64;
/** It says that it is there, and no more. */
const HELLO_BYTES = 1024;

/**
 * All that a decoder's environment holds: no address, no key, no password. Few arenas, since each keeps what was freed
 * in it; and what is too large for memory must not be unpacked into a temporary file.
 */
const ENVIRONMENT = { NODE_ENV: 'production', MALLOC_ARENA_MAX: '2', VIPS_DISC_THRESHOLD: '1000g', TSX_DISABLE_CACHE: '1' } as const;

/**
 * A shell sets what Node cannot: it may write no file, so neither a dump of its memory nor a picture ends on a disk. Where
 * Linux lets us (util-linux, user namespaces), it also has no network, gains no rights and dies with us.
 */
const CONFINED = `ulimit -c 0; ulimit -f 0
setpriv --pdeathsig KILL true 2>/dev/null && set -- setpriv --pdeathsig KILL --no-new-privs -- "$@"
unshare --map-root-user --net true 2>/dev/null && set -- unshare --map-root-user --net -- "$@"
exec "$@"`;

/** The decoder ended without an answer: killed from outside, or brought down by what it read. */
export class DecoderEnded extends Error {
  constructor(how: string) {
    super(`The decoder ended without an answer: ${how}.`);
    this.name = 'DecoderEnded';
    this.isKilled = how === 'SIGKILL';
  }

  /** By somebody who had the right to: a person, or a machine that is out of memory. */
  readonly isKilled: boolean;
}

/** None has ever started in this process: the installation is at fault, and no file may be held to be. */
export class NoDecoderStarts extends Error {}

let hasOneStarted = false;

/** It was still decoding when its time was over, and was killed. */
export class DecoderTooSlow extends Error {}

export interface Decoder {
  readonly pid: number | undefined;
  isAlive(): boolean;
  /**
   * Gives it one file and waits for the answer. After any error it is gone, or about to be.
   * @throws DecoderEnded, NoDecoderStarts, DecoderTooSlow; whatever the file's own stream throws; the signal's reason.
   */
  run(task: Task, file: Part, maxAnswerBytes: number, signal?: AbortSignal): Promise<Message>;
  /** Whether our process has to stay for it. */
  hold(isBusy: boolean): void;
  end(): void;
}

function spawnChild() {
  const node = [process.execPath, `--max-old-space-size=${HEAP_MEBIBYTES}`, '--import', 'tsx', ENTRY];
  const [command = '', ...args] = process.platform === 'win32' ? node : ['/bin/sh', '-c', CONFINED, 'decoder', ...node];
  return spawn(command, args, { env: ENVIRONMENT, stdio: ['pipe', 'pipe', 'ignore'] });
}

/** Starts a process that decodes files for us, one at a time. It ends with us, since its standard input then closes. */
export function startDecoder(): Decoder {
  const child = spawnChild();
  const kill = () => child.kill('SIGKILL');
  let maxBytes = HELLO_BYTES;
  let isAlive = true;
  let got: (message: Message) => void = () => undefined;

  const gone = new Promise<never>((_, reject) => {
    const end = (how: string) => {
      isAlive = false;
      reject(hasOneStarted ? new DecoderEnded(how) : new NoDecoderStarts(`No decoder starts here: ${how}.`));
    };
    child.once('error', ({ message }) => end(message));
    child.once('close', (code, signal) => end(signal ?? `code ${code}`));
    readMessages(child.stdout, () => maxBytes, (message) => got(message), () => {
      end('its answer is none');
      kill();
    });
  });
  gone.catch(() => undefined);
  // A pipe to a process that is gone: its end says the same, and why.
  child.stdin.on('error', () => undefined);
  const message = () => new Promise<Message>((resolve) => {
    got = resolve;
  });
  const ready = message().then(() => {
    hasOneStarted = true;
  });

  async function run(task: Task, file: Part, maxAnswerBytes: number, signal?: AbortSignal): Promise<Message> {
    const over = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const cut = () => reject(signal?.reason as Error);
      signal?.addEventListener('abort', cut, { signal: over.signal });
      // The clock runs from when it has all of the file: a slow store is not a slow decoder.
      const sent = Promise.race([gone, ready]).then(() => writeMessage(child.stdin, task, [file], over.signal));
      sent.then(() => {
        timer = setTimeout(() => reject(new DecoderTooSlow()), task.limits.seconds * 1000);
      }, (error: unknown) => {
        // A pipe that breaks is the first sign of its end, which says more when it comes.
        if (!child.stdin.errored) reject(error instanceof Error ? error : new Error('The file could not be read.'));
      });
    });
    // Where it is gone before it was ready, nobody asks what became of the file.
    late.catch(() => undefined);
    try {
      await Promise.race([gone, ready]);
      maxBytes = maxAnswerBytes;
      return await Promise.race([message(), gone, late]);
    } catch (error) {
      isAlive = false;
      kill();
      throw error;
    } finally {
      over.abort();
      clearTimeout(timer);
    }
  }

  return {
    pid: child.pid,
    isAlive: () => isAlive,
    run,
    hold(isBusy) {
      for (const part of [child, child.stdin as Socket, child.stdout as Socket]) {
        if (isBusy) part.ref();
        else part.unref();
      }
    },
    end: kill,
  };
}
