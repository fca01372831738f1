import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { connect } from '../client';
import type { PrismaClient } from '../generated/client';

const APP_ROLE = 'watchkeeper_app';
let count = 0;

/** A database of the calling test file's own. Its fields can be read once the tests run, not while they are declared. */
export interface TestDatabase {
  /** The application's role, as in production: what it may not do fails here too. */
  readonly client: PrismaClient;
  /** The schema's owner, to look behind the application's back. */
  readonly owner: pg.Client;
  /** The application's address, for a process or a second pool. */
  readonly url: string;
  readonly ownerUrl: string;
}

function withDatabase(adminUrl: string, database: string): URL {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url;
}

/**
 * Gives the test file that calls it a migrated, empty database, copied from a template in tens of milliseconds, and
 * drops it afterwards. Also points DATABASE_URL at it, so that `config()` and `db()` agree.
 */
export function testDatabase({ poolSize = 10 } = {}): TestDatabase {
  const server = inject('database');
  count += 1;
  const name = `test_${process.pid}_${process.env.VITEST_POOL_ID ?? '0'}_${count}_${Math.trunc(performance.timeOrigin)}`;
  const ownerUrl = withDatabase(server.adminUrl, name);
  const url = new URL(ownerUrl);
  url.username = APP_ROLE;
  url.password = server.appPassword;

  const admin = new pg.Client({ connectionString: server.adminUrl });
  const owner = new pg.Client({ connectionString: ownerUrl.href });
  const client = connect(url.href, poolSize);

  beforeAll(async () => {
    await admin.connect();
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${server.template}`);
    await owner.connect();
    process.env.DATABASE_URL = url.href;
  });
  afterAll(async () => {
    await client.$disconnect();
    await owner.end();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  });
  return { client, owner, url: url.href, ownerUrl: ownerUrl.href };
}
