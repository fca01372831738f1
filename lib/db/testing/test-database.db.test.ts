import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from './test-database';

const first = testDatabase();
const second = testDatabase();

test('connects as the role of the application, which owns nothing', async () => {
  const [row] = await first.client.$queryRaw<{ who: string; owned: bigint }[]>`
    SELECT current_user::text AS who, (SELECT count(*) FROM pg_tables WHERE tableowner = current_user) AS owned`;
  expect(row).toEqual({ who: 'watchkeeper_app', owned: 0n });
  await expect(first.client.$executeRaw`CREATE TABLE not_ours (id int)`).rejects.toThrow(/permission denied/);
});

test('two databases of one file share nothing', async () => {
  await first.owner.query('CREATE TABLE only_here (id int)');
  const { rows } = await second.owner.query<{ found: string | null }>(`SELECT to_regclass('only_here')::text AS found`);
  expect(rows).toEqual([{ found: null }]);
});

test('the role of the application may add jobs and read them back', async () => {
  const client = new pg.Client({ connectionString: first.url });
  await client.connect();
  try {
    await client.query(`SELECT graphile_worker.add_job('probe', '{"n":1}')`);
    const { rows } = await client.query(`SELECT task_identifier FROM graphile_worker.jobs`);
    expect(rows).toEqual([{ task_identifier: 'probe' }]);
  } finally {
    await client.end();
  }
});
