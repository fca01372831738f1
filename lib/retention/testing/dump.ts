import { chmod, mkdtemp, readFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestDatabase } from '@/lib/db/testing';

type Owner = TestDatabase['owner'];

/** A backup of a database: one file a table, as the server writes them, with sealed bytes and texts as they are. */
export interface Dump {
  readonly folder: string;
  readonly tables: readonly Table[];
}

interface Table {
  readonly name: string;
  /** Without those that the database computes by itself. */
  readonly columns: string;
}

/** Every table with its rows, of the application and of the job queue; a partitioned one is one table. */
async function tablesOf(owner: Owner): Promise<Table[]> {
  const { rows } = await owner.query<Table>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema')
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY 1 ORDER BY 1`);
  return rows;
}

const fileOf = (folder: string, at: number) => join(folder, `${at}.copy`);

/** Writes all that the database holds: COPY of every table in its binary form, in which no byte is written otherwise than it is. */
export async function dumpOf(owner: Owner): Promise<Dump> {
  const folder = await mkdtemp(join(tmpdir(), 'watchkeeper-dump-'));
  // The server writes it, under whatever name it runs.
  await chmod(folder, 0o777);
  const tables = await tablesOf(owner);
  for (const [at, { name, columns }] of tables.entries()) await owner.query(`COPY (SELECT ${columns} FROM ${name}) TO '${fileOf(folder, at)}' (FORMAT binary)`);
  return { folder, tables };
}

/** Puts a backup into a database that has the same tables, in the place of what is there. */
export async function restore(owner: Owner, { folder, tables }: Dump): Promise<void> {
  await owner.query('BEGIN');
  await owner.query('SET LOCAL session_replication_role = replica');
  for (const { name } of tables) await owner.query(`DELETE FROM ${name}`);
  for (const [at, { name, columns }] of tables.entries()) await owner.query(`COPY ${name} (${columns}) FROM '${fileOf(folder, at)}' (FORMAT binary)`);
  await owner.query('COMMIT');
}

/** Names of the files below a folder that hold one of these sequences of bytes. */
export async function filesWith(folder: string, needles: readonly Uint8Array[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    if (needles.some((needle) => bytes.includes(Buffer.from(needle)))) found.push(entry.name);
  }
  return found.sort();
}
