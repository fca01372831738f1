import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isAlive } from './alive';
import { fingerprint } from './fingerprint';
import { generateClient } from './generate';
import { Trouble } from './trouble';

/** Where builds go: the second is for sources that changed while a server still serves from the first. */
const OUTPUTS = ['.next', '.next-spare'];
const SOURCES = [
  'app', 'lib', 'public', 'prisma/schema', 'next.config.ts', 'postcss.config.mjs', 'proxy.ts', 'instrumentation.ts', 'instrumentation-client.ts',
  'tsconfig.json', 'package.json', 'package-lock.json',
];

/** Next's command line, to be run by Node itself: no shell between us and its signals. */
export const NEXT_CLI = createRequire(import.meta.url).resolve('next/dist/bin/next');

function isSource(path: string): boolean {
  return !path.startsWith(join('lib', 'db', 'generated')) && !/\.test\.tsx?$/.test(path);
}

const stampOf = (output: string): string => join(output, 'watchkeeper-sources');
/** Who serves from a build, one file a process id. Next keeps this folder when it builds. */
const usersOf = (output: string): string => join(output, 'cache', 'watchkeeper-users');

async function isInUse(output: string): Promise<boolean> {
  const names = await readdir(usersOf(output)).catch(() => []);
  return names.map(Number).some((pid) => pid !== process.pid && isAlive(pid));
}

async function isFresh(output: string, wanted: string): Promise<boolean> {
  return (await readFile(stampOf(output), 'utf8').catch(() => '')) === wanted;
}

async function choose(wanted: string): Promise<string> {
  for (const output of OUTPUTS) if (await isFresh(output, wanted)) return output;
  for (const output of OUTPUTS) if (!(await isInUse(output))) return output;
  throw new Trouble(
    'The sources have changed, and running servers serve from both builds that are kept.',
    'Stop one of them first: building now would take the files away from under it.',
  );
}

async function nextBuild(output: string, logFile: string): Promise<void> {
  await mkdir(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  const env = { ...process.env, NODE_ENV: 'production' as const, BUILD_DIR: output, NEXT_TELEMETRY_DISABLED: '1' };
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

export interface Build {
  /** The folder; Next finds it through BUILD_DIR. */
  output: string;
  isNew: boolean;
  /** Says that this process no longer serves from it. */
  release: () => Promise<void>;
}

/**
 * A build of the web application as its sources are now: an earlier one, or a new one where there is none. Until it is
 * released nobody builds over it.
 * @throws Trouble when the build fails, or when there is no place to build that no running server serves from.
 */
export async function claimBuild(logFile: string): Promise<Build> {
  await generateClient();
  const wanted = await fingerprint(SOURCES, isSource);
  const output = await choose(wanted);
  const claim = join(usersOf(output), String(process.pid));
  await mkdir(usersOf(output), { recursive: true });
  await writeFile(claim, '');
  const release = (): Promise<void> => rm(claim, { force: true });
  if (await isFresh(output, wanted)) return { output, isNew: false, release };
  try {
    await rm(stampOf(output), { force: true });
    await nextBuild(output, logFile);
    await writeFile(stampOf(output), wanted);
    return { output, isNew: true, release };
  } catch (error) {
    await release();
    throw error;
  }
}
