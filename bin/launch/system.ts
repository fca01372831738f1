import { join, resolve } from 'node:path';
import { WORKER } from '../../lib/kernel/programs';
import { deployMigrations } from '../../prisma/engine/deploy';
import { NEXT_CLI, claimBuild } from './build';
import { claimDataDir } from './data-dir';
import { reachDatabase, startDatabase } from './database';
import { type DemoAccess, ensureDemo } from './demo';
import { appEnvironment } from './environment';
import { untilHealthy } from './health';
import { deskAddress, isFree, keptPort, LOOPBACK } from './ports';
import { type Supervised, supervise } from './processes';
import { appUrl, provision } from './provision';
import { derive, openSecrets, randomText, type Secrets } from './secrets';
import type { Stages } from './stages';
import { Trouble } from './trouble';
import { ensureWitness } from './witness';

/** How many deaths within a minute a process is brought back from; more means that it cannot live. */
const RESTARTS = 5;

export interface SystemOptions {
  dataDir: string;
  port: number;
  stages: Stages;
  /** A database given from outside: the owner's address, or the application's when `migrationUrl` is the owner's. */
  databaseUrl?: string;
  migrationUrl?: string;
  /** Called when a part is gone for good and the rest should be stopped. */
  onGone(reason: string): void;
  /** Receives what has to be undone, in the order of doing, so that a start that is interrupted can be undone too. */
  undo: (() => Promise<void>)[];
}

export interface System {
  address: string;
  sandboxAddress?: string;
  demo?: DemoAccess;
  /** What web and worker run with. */
  env: NodeJS.ProcessEnv;
  ownerUrl: string;
  processes: Readonly<Record<'web' | 'worker', Supervised>> & { sandbox?: Supervised; witness?: Supervised };
}

async function prepareDatabase(options: SystemOptions, secrets: Secrets): Promise<{ ownerUrl: string; databaseUrl: string }> {
  const { stages, undo, migrationUrl } = options;
  const given = migrationUrl ?? options.databaseUrl;
  const ownerUrl = await stages.run('database', async () => {
    if (given) {
      await reachDatabase(given);
      return given;
    }
    const { ownerUrl: own, cluster } = await startDatabase(options.dataDir, secrets);
    undo.push(() => cluster.stop());
    return own;
  });
  const databaseUrl = await stages.run('migrations', async () => {
    await deployMigrations(ownerUrl);
    const isAppUrlGiven = migrationUrl !== undefined && options.databaseUrl !== undefined;
    const password = isAppUrlGiven
      ? decodeURIComponent(new URL(options.databaseUrl ?? '').password)
      : derive(await secrets.keep('database-master', () => randomText(32)), 'application role');
    await provision(ownerUrl, password);
    return isAppUrlGiven ? (options.databaseUrl ?? '') : appUrl(ownerUrl, password);
  });
  return { ownerUrl, databaseUrl };
}

function typescript(path: string): string[] {
  return ['--conditions=react-server', '--import', 'tsx', path];
}

interface Environments {
  readonly own: NodeJS.ProcessEnv;
  /** The witness gets what it needs and nothing of the desk's. */
  readonly witness?: NodeJS.ProcessEnv | undefined;
}

async function startProcesses(options: SystemOptions, env: Environments, hasSandbox: boolean): Promise<System['processes']> {
  const { dataDir, port, undo } = options;
  let webGone: string | undefined;
  const start = (name: string, args: string[], restarts: number, given = env.own): Supervised => {
    const onGone = (reason: string): void => {
      if (name === 'web') webGone = reason;
      options.onGone(`${reason}; see ${join(dataDir, 'logs', `${name}.log`)}`);
    };
    const [logFile, pidFile] = [join(dataDir, 'logs', `${name}.log`), join(dataDir, `${name}.pid`)];
    const supervised = supervise({ name, args, env: given, restarts, onGone, logFile, pidFile });
    undo.push(() => supervised.stop());
    return supervised;
  };
  const sandbox = hasSandbox ? start('sandbox', typescript('bin/sandbox.ts'), RESTARTS) : undefined;
  const worker = start('worker', [...WORKER], RESTARTS);
  const web = start('web', [NEXT_CLI, 'start', '-H', LOOPBACK, '-p', String(port)], 0);
  await untilHealthy(`http://${LOOPBACK}:${port}`, () => webGone);
  const witness = env.witness && start('witness', typescript('bin/witness.ts'), RESTARTS, env.witness);
  return { web, worker, sandbox, witness };
}

/**
 * Starts everything on this machine: database, migrations, build, demo, web, worker, sandbox and, in test mode, a witness.
 * @throws Trouble for whatever a person can put right; what was started so far is in `options.undo`.
 */
export async function startSystem(given: SystemOptions): Promise<System> {
  const options = { ...given, dataDir: resolve(given.dataDir) };
  const { dataDir, port, stages, undo } = options;
  undo.push(await claimDataDir(dataDir));
  if (!(await isFree(port))) {
    throw new Trouble(`Port ${port} of ${LOOPBACK} is taken by another program.`, `Stop it, or choose another port: PORT=${port + 1} npm start`);
  }
  const hasSandbox = process.env.NCMEC_BASE_URL === undefined;
  const isTestMode = process.env.TEST_MODE !== 'false';
  if (hasSandbox && !isTestMode) {
    throw new Trouble('TEST_MODE is false, and no hotline is named: real reports would end in the sandbox.', 'Set NCMEC_BASE_URL and its credentials, or leave TEST_MODE out.');
  }
  const secrets = await openSecrets(dataDir);
  const { ownerUrl, databaseUrl } = await prepareDatabase(options, secrets);
  const sandboxPort = hasSandbox ? await keptPort(dataDir, 'sandbox') : undefined;
  const env = await appEnvironment({ dataDir, secrets, port, databaseUrl, sandboxPort });

  const build = await stages.run('build', () => claimBuild(join(dataDir, 'logs', 'build.log')));
  undo.push(() => build.release());
  env.BUILD_DIR = build.output;
  // Never accounts whose password is printed, nor made-up items, where reports are real.
  const demo = isTestMode ? await stages.run('demo', () => ensureDemo(ownerUrl, env, secrets)) : undefined;
  const witness = isTestMode ? await stages.run('witness', () => ensureWitness({ dataDir, port, ownerUrl, env, secrets })) : undefined;
  if (witness) env.AUDIT_WITNESS_KEYS = [process.env.AUDIT_WITNESS_KEYS, witness.verifierKey].filter(Boolean).join(' ');
  const processes = await stages.run('web, worker, sandbox', () => startProcesses(options, { own: env, witness: witness?.env }, hasSandbox));
  const sandboxAddress = sandboxPort === undefined ? undefined : `http://${LOOPBACK}:${sandboxPort}`;
  return { address: deskAddress(port), sandboxAddress, demo, env, ownerUrl, processes };
}

/** Undoes what was done, last first; each step is tried even when another fails. */
export async function undoAll(undo: (() => Promise<void>)[]): Promise<void> {
  for (let step = undo.pop(); step; step = undo.pop()) {
    await step().catch((error: unknown) => console.error(error instanceof Error ? error.message : error));
  }
}
