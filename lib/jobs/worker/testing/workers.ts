import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach } from 'vitest';
import { WORKER } from '@/lib/kernel/programs';

/** Real worker processes of one test, which are gone when it is over. */
export function workerProcesses(environment: () => Readonly<Record<string, string>>) {
  let workers: ChildProcess[] = [];
  let said = '';

  /** @returns their exit codes; null for one that a signal ended. */
  async function endAll(signal: NodeJS.Signals): Promise<(number | null)[]> {
    const codes = workers.map(async (worker) => {
      if (worker.exitCode === null && worker.signalCode === null) {
        const ended = once(worker, 'exit');
        worker.kill(signal);
        await ended;
      }
      return worker.exitCode;
    });
    workers = [];
    return Promise.all(codes);
  }

  afterEach(() => endAll('SIGKILL'));

  return {
    start() {
      said = '';
      const worker = spawn(process.execPath, WORKER, {
        env: { ...process.env, ...environment(), LOG_LEVEL: 'warn' },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      worker.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      workers.push(worker);
    },
    endAll,
    /** What they complained of since the last one was started. */
    said: () => said,
  };
}
