import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from '../ports';
import { Trouble } from '../trouble';
import { type Account, postgresAccount } from './account';
import { type Binaries, findBinaries } from './binaries';
import { clearLeftover } from './leftover';
import { runServer } from './server';

/** The cluster's superuser, which owns the schema; the application never signs in as it. */
const OWNER = 'watchkeeper_owner';

/** Errors, statements and their parameters can carry message text: none of them may reach the log. */
const SERVER_SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  max_connections: '200',
};

/** A crash may lose what a test wrote: nothing is waited for. */
const THROWAWAY_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

export interface Cluster {
  /** The owner's address of a database of the cluster. */
  url(database: string): string;
  port: number;
  /** Ends every connection and the server; resolves when the process is gone. */
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** The folder of the data; made when missing. */
  dir: string;
  password: string;
  /** Where the server's own log goes; appended to. */
  logFile: string;
  /** Chooses the port, once a server that was left over is gone; any free one by default. */
  port?(): Promise<number>;
  throwaway?: boolean;
}

/**
 * Makes the data folder beside its place and moves it there when it is whole, so that an interrupted start never leaves
 * a half-made one behind.
 */
async function initialise(binaries: Binaries, account: Account, dir: string, password: string): Promise<void> {
  const making = `${dir}.making`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { mode: 0o700 });
  await account.own(making);
  const scratch = await mkdtemp(join(tmpdir(), 'watchkeeper-init-'));
  const passwordFile = join(scratch, 'password');
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    await account.own(scratch);
    await account.own(passwordFile);
    const [program, args] = account.command(binaries.initdb, [
      `--pgdata=${making}`, `--username=${OWNER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256',
      // PostgreSQL's own locale: the same order and case rules whatever the machine has installed.
      '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-sync',
    ]);
    const child = spawn(program, args, { ...account.options, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'C' } });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => { complaint += chunk.toString(); });
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Trouble(`PostgreSQL could not make its data folder ${dir}: ${complaint.trim()}`, 'Check that the disk has room and that the folder may be written.');
    await rename(making, dir);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Starts the PostgreSQL of the folder, made first when there is none, on the loopback address.
 * @throws Trouble when it cannot be made or started.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const binaries = await findBinaries();
  await mkdir(options.dir, { recursive: true, mode: 0o700 });
  await mkdir(dirname(options.logFile), { recursive: true });
  const account = await postgresAccount(binaries.postgres, options.dir);
  const hasData = await access(join(options.dir, 'PG_VERSION')).then(() => true, () => false);
  if (hasData) await clearLeftover(options.dir);
  else await initialise(binaries, account, options.dir, options.password);

  const port = await (options.port ?? freePort)();
  const settings = { ...SERVER_SETTINGS, ...(options.throwaway ? THROWAWAY_SETTINGS : {}) };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [program, args] = account.command(binaries.postgres, ['-D', options.dir, '-p', String(port), ...flags]);
  const url = (database: string): string => `postgresql://${OWNER}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${database}`;
  const stop = await runServer({ program, args, identity: account.options, logFile: options.logFile, url: url('postgres') });
  return { url, port, stop };
}
