import { join } from 'node:path';
import pg from 'pg';
import { type Cluster, startCluster } from './postgres/cluster';
import { keptPort } from './ports';
import { type Secrets, randomText } from './secrets';
import { Trouble } from './trouble';

const DATABASE = 'watchkeeper';

/** The address of a database without its password, fit to be shown. */
export function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  return shown.href;
}

async function query(url: string, run: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await run(client);
  } finally {
    await client.end();
  }
}

/**
 * Starts the PostgreSQL of the data folder, on the port it had the last time when that is free, with one database.
 * @returns the owner's address, and the server.
 */
export async function startDatabase(dataDir: string, secrets: Secrets): Promise<{ ownerUrl: string; cluster: Cluster }> {
  const cluster = await startCluster({
    dir: join(dataDir, 'postgres'),
    password: await secrets.keep('postgres-owner', () => randomText(24)),
    logFile: join(dataDir, 'logs', 'postgres.log'),
    port: () => keptPort(dataDir, 'postgres'),
  });
  await query(cluster.url('postgres'), async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  });
  return { ownerUrl: cluster.url(DATABASE), cluster };
}

/** @throws Trouble when the database given from outside does not answer. */
export async function reachDatabase(url: string): Promise<void> {
  const remedy = 'Check DATABASE_URL (and MIGRATION_DATABASE_URL), and that the server is up; or unset both to use the embedded one.';
  if (!URL.canParse(url)) throw new Trouble('The database address is not an address.', remedy);
  try {
    await query(url, async (client) => {
      await client.query('SELECT 1');
    });
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    throw new Trouble(`The database at ${withoutPassword(url)} does not answer: ${message || code || 'no reason given'}.`, remedy);
  }
}
