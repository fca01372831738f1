import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { isAlive } from './alive';
import { supervise } from './processes';

const dir = mkdtempSync(join(tmpdir(), 'watchkeeper-processes-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const STAY = ['--eval', 'setInterval(() => {}, 1000)'];
const base = { env: process.env, logFile: join(dir, 'log'), pidFile: join(dir, 'pid') };
const forget = (): undefined => undefined;

test('a process that is killed comes back, and stays away once it was stopped', async () => {
  const worker = supervise({ ...base, name: 'worker', args: STAY, restarts: 3, onGone: forget });
  const first = worker.pid() ?? 0;
  process.kill(first, 'SIGKILL');
  await vi.waitFor(() => expect(worker.pid()).not.toBe(first), 5_000);
  await vi.waitFor(() => expect(worker.pid()).toBeGreaterThan(0), 5_000);
  const second = worker.pid() ?? 0;
  expect(readFileSync(base.pidFile, 'utf8')).toBe(`${second}\n`);
  await worker.stop();
  expect(isAlive(second)).toBe(false);
  expect(worker.pid()).toBeUndefined();
});

test('a process that cannot live is given up after its restarts, and says why once', async () => {
  const reasons: string[] = [];
  const counter = join(dir, 'lives');
  const args = ['--eval', `require('node:fs').appendFileSync(${JSON.stringify(counter)}, '.'); process.exit(3)`];
  supervise({ ...base, name: 'worker', args, restarts: 1, onGone: (reason) => reasons.push(reason) });
  await vi.waitFor(() => expect(reasons).toEqual(['worker ended unexpectedly (code 3)']), 10_000);
  expect(readFileSync(counter, 'utf8')).toBe('..');
});

test('a launcher that is killed without warning takes its processes with it', async () => {
  const pidFile = join(dir, 'orphan.pid');
  const launcher = join(dir, 'launcher.ts');
  const spec = { name: 'worker', args: STAY, env: {}, logFile: base.logFile, pidFile, restarts: 0 };
  writeFileSync(launcher, `import { isAlive } from './alive';
import { supervise } from ${JSON.stringify(join(import.meta.dirname, 'processes.ts'))};
    supervise({ ...${JSON.stringify(spec)}, onGone() {} });`);
  const child = spawn(process.execPath, ['--import', 'tsx', launcher], { stdio: 'ignore' });
  await vi.waitFor(() => expect(existsSync(pidFile)).toBe(true), 20_000);
  const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 10_000);
}, 60_000);
