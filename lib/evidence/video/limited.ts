import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { constants } from 'node:os';

/** How often the child's memory is looked at. */
const LOOK_EVERY_MS = 200;
/** Of what it complains about; enough to tell why, and it never leaves this folder: it can quote the file. */
const WORDS_MAX = 32_768;

/**
 * Runs "$@" under limits of its own kind: no file can be written and no memory dumped, whatever a hostile video makes of
 * the decoder. Where Linux lets us (util-linux, user namespaces), it also has no network, gains no rights and dies with us.
 */
const SCRIPT = `ulimit -c 0; ulimit -f 0; ulimit -t "$1"; ulimit -d "$2" 2>/dev/null; shift 2
setpriv --pdeathsig KILL true 2>/dev/null && set -- setpriv --pdeathsig KILL --no-new-privs -- "$@"
unshare --map-root-user --net true 2>/dev/null && set -- unshare --map-root-user --net -- "$@"
exec nice -n 5 "$@"`;

/** All of it: no address, no key, no password, and nothing that FFmpeg takes settings from. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', NODE_ENV: 'production' } as const;

export interface ChildLimits {
  readonly seconds: number;
  readonly memoryBytes: number;
}

/** How it ended: by itself, with these words on standard error; or cut short by us. */
export type Ended =
  | { readonly how: 'by_itself'; readonly status: number; readonly words: string }
  | { readonly how: 'too_slow' | 'too_much_memory' | 'stopped'; readonly words: string };

export interface LimitedChild {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Ends it at once. */
  readonly stop: () => void;
}

/** 0 where there is no such folder, and once the process is gone. */
async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

async function wordsOf(child: ChildProcess): Promise<string> {
  let words = '';
  for await (const chunk of child.stderr ?? []) if (words.length < WORDS_MAX) words += String(chunk);
  return words.slice(0, WORDS_MAX);
}

const OUT_OF_MEMORY = /Cannot allocate memory|Memory allocation error|failed to map segment|out of memory/i;

/**
 * Starts a program with nothing of our environment, under limits of time and memory, both by the system and by looking.
 * @param stdio from descriptor 0 on, standard error excepted (2), which is ours.
 * @throws Error (from `ended`) when the program cannot be started at all.
 */
export function runLimited(program: string, args: readonly string[], stdio: ('ignore' | 'pipe' | number)[], limits: ChildLimits): LimitedChild {
  const kibibytes = Math.ceil(limits.memoryBytes / 1024);
  const child: ChildProcess = spawn('/bin/sh', ['-c', SCRIPT, 'limited', String(Math.ceil(limits.seconds)), String(kibibytes), program, ...args], {
    stdio,
    env: ENVIRONMENT,
  });
  let cut: 'too_slow' | 'too_much_memory' | 'stopped' | undefined;
  const end = (why: NonNullable<typeof cut>) => {
    cut ??= why;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(() => end('too_slow'), limits.seconds * 1000);
  const look = setInterval(() => {
    if (child.pid) void residentBytes(child.pid).then((bytes) => bytes > limits.memoryBytes && end('too_much_memory'));
  }, LOOK_EVERY_MS);
  const words = wordsOf(child);
  const ended = once(child, 'exit').then(async ([code, signal]: unknown[]): Promise<Ended> => {
    const said = await words;
    if (cut) return { how: cut, words: said };
    if (signal === 'SIGXCPU') return { how: 'too_slow', words: said };
    if (OUT_OF_MEMORY.test(said)) return { how: 'too_much_memory', words: said };
    const status = typeof code === 'number' ? code : 128 + constants.signals[signal as NodeJS.Signals];
    return { how: 'by_itself', status, words: said };
  }).finally(() => {
    clearTimeout(timer);
    clearInterval(look);
  });
  return { child, ended, stop: () => end('stopped') };
}
