import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprint } from './fingerprint';
import { runPrisma } from './prisma';

const OUTPUT = join('lib', 'db', 'generated');
const STAMP = join(OUTPUT, '.stamp');

/** Writes the database client's code when the schema has changed since it was last written. */
export async function generateClient(): Promise<void> {
  const wanted = await fingerprint([join('prisma', 'schema'), 'prisma.config.ts', 'package-lock.json']);
  const current = await readFile(STAMP, 'utf8').catch(() => '');
  if (current === wanted) return;
  const run = await runPrisma(['generate']);
  if (run.code !== 0) throw new Error(`prisma generate failed:\n${run.stderr}${run.stdout}`);
  await writeFile(STAMP, wanted);
}
