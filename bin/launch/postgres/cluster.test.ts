import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Cluster, startCluster } from './cluster';

// mkdtemp makes folders that only their owner may enter: started by root, the server's own user cannot.
const root = mkdtempSync(join(tmpdir(), 'watchkeeper-cluster-'));
const options = { dir: join(root, 'private', 'data'), logFile: join(root, 'postgres.log'), password: 'p ss%word', throwaway: true };
let cluster: Cluster;

async function query<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: cluster.url('postgres') });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

const pidFile = join(options.dir, 'postmaster.pid');

function serverPid(): number {
  return Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
}

beforeAll(async () => {
  cluster = await startCluster(options);
}, 60_000);
afterAll(async () => {
  await cluster.stop();
  rmSync(root, { recursive: true, force: true });
});

test('listens on the loopback address only, and orders text the same on every machine', async () => {
  expect(await query('SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  expect(await query('SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
  expect(await query('SELECT datlocprovider, datlocale FROM pg_database WHERE datname = $1', ['postgres'])).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8' }]);
});

test('neither a statement that fails nor its parameters reach the log', async () => {
  await query('CREATE TABLE words (word text PRIMARY KEY)');
  await query('INSERT INTO words VALUES ($1)', ['canary-one']);
  await expect(query('INSERT INTO words VALUES ($1)', ['canary-one'])).rejects.toThrow(/duplicate key/);
  await expect(query(`SELECT 'canary-two'::int`)).rejects.toThrow(/invalid input syntax/);
  expect(readFileSync(options.logFile, 'utf8')).not.toContain('canary');
});

test('a server that was killed is started again with what it had, even when another process has its number now', async () => {
  await query('CREATE TABLE kept (id int)');
  await query('CHECKPOINT');
  // A busy backend does not notice at once that its server is gone, and holds the shared memory meanwhile.
  const busy = query('SELECT count(*) FROM generate_series(1, 20000000) AS busy').catch(() => undefined);
  const busyOnes = `SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%AS busy'`;
  await vi.waitFor(async () => expect(await query(busyOnes)).toHaveLength(1), 10_000);
  process.kill(serverPid(), 'SIGKILL');
  await cluster.stop();
  writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(process.pid)));
  cluster = await startCluster(options);
  expect(await query(`SELECT to_regclass('kept')::text AS found`)).toEqual([{ found: 'kept' }]);
  expect(readFileSync(options.logFile, 'utf8')).toContain('pre-existing shared memory block');
  await busy;
}, 60_000);

test('a server that outlived its launcher is replaced, not fought with', async () => {
  const left = serverPid();
  cluster = await startCluster(options);
  expect(serverPid()).not.toBe(left);
  expect(await query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
}, 60_000);
