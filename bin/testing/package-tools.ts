import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PROGRAMS = { age: '--version', gpg: '--version', unzip: '-v', zip: '-v', jq: '--version', openssl: 'version' } as const;
const PACKAGES = ['age', 'gnupg', 'unzip', 'zip', 'jq', 'openssl'];
const hasAll = () => Object.entries(PROGRAMS).every(([program, question]) => spawnSync(program, [question]).error === undefined);

/** Gets what an authority opens and checks a package with from Debian when it is missing and we may install it. Tests find out by themselves, and say so. */
export function obtainPackageTools(): void {
  if (hasAll() || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...args: string[]) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 });
  if (run('update').status === 0) run('install', '-y', '--no-install-recommends', ...PACKAGES);
}
