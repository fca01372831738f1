import { readFileSync } from 'node:fs';

/** The fields of /proc/PID/stat after the name, which stands in brackets and may contain anything (proc(5)). */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** Whether the process runs. One that ended and was never waited for, as in containers without an init, does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return statOf(pid)?.[0] !== 'Z';
}

/** When the process began, in the system's own count: tells it from a later process with the same number. */
export function beginningOf(pid: number): string | undefined {
  return statOf(pid)?.[19];
}
