import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fingerprint } from './fingerprint';
import { generateClient } from './generate';
import { Trouble } from './trouble';

const OUTPUT = '.next';
const STAMP = join(OUTPUT, 'watchkeeper-sources');
/** Who serves from the build, one file a process id. Next keeps this folder when it builds. */
const USERS = join(OUTPUT, 'cache', 'watchkeeper-users');
const SOURCES = [
  'app', 'lib', 'public', 'prisma/schema', 'next.config.ts', 'postcss.config.mjs', 'proxy.ts', 'instrumentation.ts',
  'tsconfig.json', 'package.json', 'package-lock.json',
];

/** Next's command line, to be run by Node itself: no shell between us and its signals. */
export const NEXT_CLI = createRequire(import.meta.url).resolve('next/dist/bin/next');

function isSource(path: string): boolean {
  return !path.startsWith(join('lib', 'db', 'generated')) && !/\.test\.tsx?$/.test(path);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function livingUsers(): Promise<number[]> {
  const names = await readdir(USERS).catch(() => []);
  return names.map(Number).filter(isAlive);
}

/** Marks the build as served by this process until the returned function is called. */
export async function useBuild(): Promise<() => Promise<void>> {
  await mkdir(USERS, { recursive: true });
  const file = join(USERS, String(process.pid));
  await writeFile(file, '');
  return () => rm(file, { force: true });
}

async function nextBuild(logFile: string): Promise<void> {
  await mkdir(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' };
  const child = spawn(process.execPath, [NEXT_CLI, 'build'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const stop = (): void => { child.kill('SIGTERM'); };
  process.once('exit', stop);
  const [code] = (await once(child, 'close')) as [number | null];
  process.off('exit', stop);
  log.end();
  await once(log, 'close');
  if (code === 0) return;
  const tail = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-12).join('\n    ');
  throw new Trouble(`The build failed:\n    ${tail}`, `The whole output is in ${logFile}.`);
}

/**
 * Builds the web application when its sources differ from those of the last build.
 * @returns whether it had to.
 * @throws Trouble when the build fails, or when a running server serves from the build that would be replaced.
 */
export async function ensureBuild(logFile: string): Promise<boolean> {
  await generateClient();
  const wanted = await fingerprint(SOURCES, isSource);
  const current = await readFile(STAMP, 'utf8').catch(() => '');
  if (current === wanted) return false;
  const users = await livingUsers();
  if (users.length > 0) {
    throw new Trouble(
      `The sources have changed since the build that process ${users.join(', ')} is serving from.`,
      'Stop it first: building now would take the files away from under it.',
    );
  }
  await rm(STAMP, { force: true });
  await nextBuild(logFile);
  await writeFile(STAMP, wanted);
  return true;
}
