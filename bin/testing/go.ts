import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian puts the sources of Go's libraries. */
const GO_PATH = '/usr/share/gocode';
const LIBRARY = join(GO_PATH, 'src/golang.org/x/mod/sumdb/tlog');

const hasGo = () => spawnSync('go', ['version']).status === 0 && existsSync(LIBRARY);

/** Gets Go and golang.org/x/mod from Debian when they are missing and we may install them. Tests find out by themselves. */
export function obtainGo(): void {
  if (hasGo() || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...args: string[]) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 });
  if (run('update').status === 0) run('install', '-y', '--no-install-recommends', 'golang-go', 'golang-golang-x-mod-dev');
}

/**
 * Builds a program of ours that uses other people's libraries, without the network.
 * @returns why it could not be built, or null when it was.
 */
export function buildGo(program: string, output: string, cache: string): string | null {
  if (!hasGo()) return 'Go or golang.org/x/mod is not installed (Debian: golang-go, golang-golang-x-mod-dev)';
  const env = { ...process.env, GO111MODULE: 'off', GOPATH: GO_PATH, GOCACHE: cache };
  const { status, stderr } = spawnSync('go', ['build', '-o', output, program], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} does not build: ${stderr}`);
  return null;
}
