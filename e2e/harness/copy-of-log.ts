import pg from 'pg';
import { deployMigrations } from '../../prisma/engine/deploy';
import { system } from './system';

const TABLES = ['AuditEvent', 'AuditQueue', 'AuditLeaf', 'AuditTile', 'AuditCheckpoint'];

/** A database with the log of the system under test as it stands, for its owner to do to it what they like. */
export interface CopyOfLog {
  readonly url: string;
  /** Statements of a superuser whom no trigger stops. */
  tamper(sql: string): Promise<void>;
  drop(): Promise<void>;
}

export async function copyLog(name: string): Promise<CopyOfLog> {
  const { ownerUrl } = system();
  const address = new URL(ownerUrl);
  address.pathname = `/${name}`;
  const url = address.href;
  const [source, copy] = [new pg.Client({ connectionString: ownerUrl }), new pg.Client({ connectionString: url })];
  await source.connect();
  await source.query(`CREATE DATABASE ${name}`);
  await deployMigrations(url);
  await copy.connect();
  await copy.query(`SET session_replication_role = replica`);
  // One view of the whole: the system goes on meanwhile.
  await source.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  for (const table of [...TABLES, 'AuditTree']) {
    const { rows } = await source.query<{ rows: string }>(`SELECT coalesce(json_agg(t), '[]')::text AS rows FROM "${table}" t`);
    await copy.query(`DELETE FROM "${table}"`);
    await copy.query(`INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1::json)`, [rows[0]?.rows]);
  }
  await source.query('COMMIT');
  return {
    url,
    tamper: async (sql) => void (await copy.query(sql)),
    async drop() {
      await copy.end();
      await source.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await source.end();
    },
  };
}
