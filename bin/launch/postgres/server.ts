import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { Trouble } from '../trouble';

const STARTUP_LIMIT_MS = 30_000;
const SHUTDOWN_LIMIT_MS = 15_000;
const LOOK_EVERY_MS = 25;
/** How long the processes of a server that was killed may take to notice, and how often to look. */
const RELEASE_LIMIT_MS = 15_000;
const RELEASE_LOOK_EVERY_MS = 200;

export interface ServerOptions {
  program: string;
  args: string[];
  /** Who it runs as, where that is not us. */
  identity: { uid?: number; gid?: number };
  logFile: string;
  /** An address that answers once the server is up. */
  url: string;
}

/** The server ended while it was starting; `reason` is the end of its log. */
class EndedEarly extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

function spawnServer({ program, args, identity, logFile }: ServerOptions): ChildProcess {
  const log = openSync(logFile, 'a', 0o600);
  try {
    // In a session of its own, so that Ctrl-C in the terminal reaches the launcher only: the database goes last.
    const child = spawn(program, args, { ...identity, cwd: '/', detached: true, stdio: ['ignore', log, log], env: { ...process.env, LC_ALL: 'C' } });
    child.once('error', () => undefined);
    // Whatever ends this process in a hurry: the server is not left behind.
    const interrupt = (): void => void child.kill('SIGINT');
    process.once('exit', interrupt);
    child.once('exit', () => process.off('exit', interrupt));
    return child;
  } finally {
    closeSync(log);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function untilReady({ url, logFile }: ServerOptions, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + STARTUP_LIMIT_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    const problem = await client.connect().then(() => undefined, (error: unknown) => error as Error & { code?: string });
    await client.end().catch(() => undefined);
    if (!problem) return;
    if (problem.code === '28P01') {
      throw new Trouble(
        'The database does not accept its own password: the data folder and DATA_DIR/secrets do not belong together.',
        'Restore the secrets folder that belongs to this data, or choose another DATA_DIR.',
      );
    }
    if (hasEnded(child) || performance.now() > deadline) {
      const log = await readFile(logFile, 'utf8').catch(() => '');
      throw new EndedEarly(log.trim().split('\n').slice(-3).join(' / '));
    }
    await wait(LOOK_EVERY_MS);
  }
}

async function stopServer(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGINT');
  const forced = setTimeout(() => child.kill('SIGQUIT'), SHUTDOWN_LIMIT_MS);
  await gone;
  clearTimeout(forced);
}

/**
 * Runs a PostgreSQL server until it answers. Where an earlier one was killed, its processes hold the shared memory for
 * a moment longer and PostgreSQL rightly refuses to start beside them: that is waited out.
 * @returns what stops it; resolves when the process is gone.
 * @throws Trouble when it does not start.
 */
export async function runServer(options: ServerOptions): Promise<() => Promise<void>> {
  const deadline = performance.now() + RELEASE_LIMIT_MS;
  for (;;) {
    const child = spawnServer(options);
    try {
      await untilReady(options, child);
      return () => stopServer(child);
    } catch (error) {
      await stopServer(child);
      if (!(error instanceof EndedEarly)) throw error;
      const isHeld = error.reason.includes('pre-existing shared memory block');
      if (!isHeld || performance.now() > deadline) {
        throw new Trouble(`PostgreSQL did not start: ${error.reason}`, `See ${options.logFile}; a damaged data folder has to be restored or removed.`);
      }
    }
    await wait(RELEASE_LOOK_EVERY_MS);
  }
}
