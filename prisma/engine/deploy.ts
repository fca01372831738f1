import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { loadEngine } from './load-engine';

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url));
const FILE = 'migration.sql';
const LOCKFILE = 'migration_lock.toml';

/**
 * Applies every migration that the database at `url` (an owner's) does not have: what `prisma migrate deploy` does,
 * without starting the command line.
 * @returns the names of the migrations applied now.
 * @throws the engine's error when a migration fails; what it had done is rolled back.
 */
export async function deployMigrations(url: string): Promise<string[]> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  const migrationDirectories = await Promise.all(
    names.map(async (path) => ({
      path,
      migrationFile: { path: FILE, content: { tag: 'ok' as const, value: await readFile(join(MIGRATIONS, path, FILE), 'utf8') } },
    })),
  );
  const lockfile = { path: LOCKFILE, content: await readFile(join(MIGRATIONS, LOCKFILE), 'utf8') };
  const { engine, close } = await loadEngine(url, [], () => undefined);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: { baseDir: MIGRATIONS, lockfile, shadowDbInitScript: '', migrationDirectories },
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } finally {
    await close();
  }
}
