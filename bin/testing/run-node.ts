import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

interface Options {
  /** Beside what is set here. */
  readonly env?: Record<string, string>;
  /** Whether others run at the same time: on a terminal they would overwrite each other's lines, so they get none. */
  readonly hasCompany?: boolean;
}

const running = new Set<ChildProcess>();

/** Runs a program of Node's, shows what it says, and answers its exit code. */
export async function runNode(args: readonly string[], { env = {}, hasCompany = false }: Options = {}): Promise<number> {
  const output = hasCompany ? 'pipe' : 'inherit';
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', output, output] });
  child.stdout?.pipe(process.stdout, { end: false });
  child.stderr?.pipe(process.stderr, { end: false });
  running.add(child);
  const [code] = (await once(child, 'close')) as [number | null];
  running.delete(child);
  return code ?? 1;
}

/** Ends what still runs, and comes back when it has. */
export async function endRunning(): Promise<void> {
  for (const child of running) child.kill('SIGTERM');
  await Promise.all([...running].map((child) => once(child, 'close')));
}
