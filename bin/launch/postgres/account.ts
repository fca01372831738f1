import { spawnSync } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { Trouble } from '../trouble';

/** How to start a program that refuses to run as root. */
export interface Account {
  /** The command to run, with what has to stand before it. */
  command(program: string, args: string[]): [program: string, args: string[]];
  options: { uid?: number; gid?: number };
  /** Gives a folder or file to the account. */
  own(path: string): Promise<void>;
}

const OURSELVES: Account = {
  command: (program, args) => [program, args],
  options: {},
  own: () => Promise.resolve(),
};

function postgresIds(): { uid: number; gid: number } | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) };
}

function isReachable(ids: { uid: number; gid: number }, program: string, dir: string): boolean {
  const runs = spawnSync(program, ['--version'], { ...ids, cwd: '/' }).status === 0;
  return runs && spawnSync('test', ['-w', dir], { ...ids, cwd: '/' }).status === 0;
}

/**
 * PostgreSQL does not run as root. Started by root (a container, a CI machine) it runs as the system user `postgres`,
 * made when missing. When that user cannot enter the folders on the way (a checkout below a private temporary folder
 * or /root), it keeps one capability, to pass by file permissions; nobody's folder is opened for everybody.
 */
export async function postgresAccount(program: string, dir: string): Promise<Account> {
  if (process.getuid?.() !== 0) return OURSELVES;
  if (!postgresIds()) spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
  const ids = postgresIds();
  if (!ids) {
    throw new Trouble(
      'PostgreSQL refuses to run as root, and the user `postgres` could not be made.',
      'Start as an ordinary user, add a user named postgres, or set DATABASE_URL.',
    );
  }
  const own = (path: string): Promise<void> => chown(path, ids.uid, ids.gid);
  await own(dir);
  if (isReachable(ids, program, dir)) return { command: (name, args) => [name, args], options: ids, own };

  const caps = '+dac_override,+dac_read_search';
  const prefix = [
    `--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups', `--inh-caps=${caps}`, `--ambient-caps=${caps}`,
    // Without it access(2), by which initdb looks for its programs, would leave the capabilities out of account.
    '--securebits=+no_setuid_fixup', '--',
  ];
  if (spawnSync('setpriv', [...prefix, program, '--version']).status !== 0) {
    throw new Trouble(
      `PostgreSQL refuses to run as root, and the user postgres cannot reach ${dir} or ${program}.`,
      'Start as an ordinary user, or keep the project and DATA_DIR in folders that every user may enter.',
    );
  }
  return { command: (name, args) => ['setpriv', [...prefix, name, ...args]], options: {}, own };
}
