import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const PRELOAD = fileURLToPath(new URL('end-with-parent.mjs', import.meta.url));
const SHUTDOWN_LIMIT_MS = 10_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

export interface ProcessSpec {
  name: string;
  /** Arguments to Node. */
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Where everything that it prints goes; appended to. */
  logFile: string;
  /** Holds the process id of the present life, for operators and for tests that kill it. */
  pidFile: string;
  /** How many unexpected deaths within `forgetAfterMs` are answered by a restart. */
  restarts: number;
  forgetAfterMs?: number;
  /** Called once when it died and is not started again. */
  onGone(reason: string): void;
}

export interface Supervised {
  name: string;
  /** Undefined while it is between two lives. */
  pid(): number | undefined;
  /** Asks it to end, waits, and insists after a while. */
  stop(): Promise<void>;
}

function launch(spec: ProcessSpec): ChildProcess {
  mkdirSync(dirname(spec.logFile), { recursive: true });
  const log = openSync(spec.logFile, 'a', 0o600);
  try {
    // A session of its own: Ctrl-C reaches the launcher, and the launcher decides who ends when.
    return spawn(process.execPath, ['--import', PRELOAD, ...spec.args], {
      env: spec.env,
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    });
  } finally {
    closeSync(log);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const forced = setTimeout(() => child.kill('SIGKILL'), SHUTDOWN_LIMIT_MS);
  await gone;
  clearTimeout(forced);
}

/** Keeps a process of ours alive: an unexpected death is answered by a restart, after a pause that grows. */
export function supervise(spec: ProcessSpec): Supervised {
  const forgetAfterMs = spec.forgetAfterMs ?? 60_000;
  let deaths: number[] = [];
  let isStopping = false;
  let pause: NodeJS.Timeout | undefined;
  let child: ChildProcess | undefined;

  const start = (): void => {
    pause = undefined;
    const mine = launch(spec);
    child = mine;
    if (mine.pid) writeFileSync(spec.pidFile, `${mine.pid}\n`);
    mine.once('error', () => undefined);
    mine.once('exit', (code, signal) => {
      child = undefined;
      rmSync(spec.pidFile, { force: true });
      if (isStopping) return;
      const now = performance.now();
      deaths = [...deaths.filter((at) => now - at < forgetAfterMs), now];
      const reason = `${spec.name} ended unexpectedly (${signal ?? `code ${code}`})`;
      if (deaths.length > spec.restarts) spec.onGone(reason);
      else pause = setTimeout(start, Math.min(FIRST_PAUSE_MS * 2 ** (deaths.length - 1), LONGEST_PAUSE_MS));
    });
  };
  start();

  return {
    name: spec.name,
    pid: () => child?.pid,
    async stop() {
      isStopping = true;
      clearTimeout(pause);
      if (child) await end(child);
    },
  };
}
