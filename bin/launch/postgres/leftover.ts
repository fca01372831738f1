import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from '../alive';

async function isServerOf(pid: number, dir: string): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  // Where there is no /proc the running process is taken at its word.
  return commandLine === undefined ? isAlive(pid) : commandLine.split('\0').includes(dir);
}

/**
 * Clears what a launcher that was killed has left in a data folder: a server that still runs is asked to stop, and a
 * lock file whose process id now belongs to somebody else, which PostgreSQL would respect for ever, is removed.
 */
export async function clearLeftover(dir: string): Promise<void> {
  const file = join(dir, 'postmaster.pid');
  const pid = Number.parseInt((await readFile(file, 'utf8').catch(() => '')).split('\n')[0] ?? '', 10);
  if (!Number.isInteger(pid)) return;
  if (!(await isServerOf(pid, dir))) {
    await rm(file, { force: true });
    return;
  }
  process.kill(pid, 'SIGINT');
  for (let attempt = 0; attempt < 200 && isAlive(pid); attempt += 1) await wait(50);
}
