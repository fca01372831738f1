// npm run db:migrate -- NAME: writes the migration that brings the database to the schema files. Works on a PostgreSQL
// of its own that is thrown away, so nobody's data is at stake. Read the SQL before you commit it.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startThrowawayCluster } from './launch/postgres/throwaway';
import { diffMigrations, runPrisma } from './launch/prisma';

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Give the migration a name of small letters, digits and underscores: npm run db:migrate -- add_hold');
  process.exit(1);
}

const cluster = await startThrowawayCluster();
try {
  const sql = await diffMigrations(cluster.url('postgres'));
  if (sql === undefined) {
    console.log('The migrations already say what the schema says.');
  } else {
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const folder = join('prisma', 'migrations', `${stamp}_${name}`);
    await mkdir(folder);
    await writeFile(join(folder, 'migration.sql'), sql);
    const deployed = await runPrisma(['migrate', 'deploy'], cluster.url('postgres'));
    if (deployed.code !== 0) throw new Error(`The new migration does not apply:\n${deployed.stderr}${deployed.stdout}`);
    console.log(`Wrote ${folder}/migration.sql and applied it to an empty database.`);
  }
} finally {
  await cluster.stop();
}
