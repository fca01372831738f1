import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright';
import { Trouble } from '../launch/trouble';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installed(): string | undefined {
  const given = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (given) {
    if (isExecutable(given)) return given;
    throw new Trouble(`PLAYWRIGHT_CHROMIUM_PATH is ${given}, which cannot be run.`, 'Correct it, or unset it to let the tests look by themselves.');
  }
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, chromium.executablePath()].find(isExecutable);
}

function download(): void {
  const cli = createRequire(import.meta.url).resolve('playwright/cli');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 });
}

function installFromDebian(): void {
  if (process.getuid?.() !== 0 || !isExecutable('/usr/bin/apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...args: string[]) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 });
  if (run('update').status === 0) run('install', '-y', '--no-install-recommends', 'chromium');
}

/**
 * A Chromium to drive: one that is there, else one that Playwright downloads, else Debian's when we may install it.
 * @throws Trouble when there is none to be had.
 */
export function findBrowser(): string {
  for (const obtain of [() => undefined, download, installFromDebian]) {
    obtain();
    const path = installed();
    if (path) return path;
  }
  throw new Trouble(
    'No Chromium was found, and none could be installed.',
    'Install one (Debian: apt-get install chromium) or set PLAYWRIGHT_CHROMIUM_PATH to the program.',
  );
}
