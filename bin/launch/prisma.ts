import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

export interface PrismaRun {
  code: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs Prisma's command line with our engine (prisma.config.ts points at it).
 * @param url the owner's database address, for the commands that need one.
 */
export function runPrisma(args: string[], url?: string): Promise<PrismaRun> {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js');
  const env = { ...process.env, ...(url ? { MIGRATION_DATABASE_URL: url } : {}), NO_COLOR: '1' };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => { stdout += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => { stderr += chunk.toString(); });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}

/**
 * What the schema files say beyond the migrations, as SQL. Needs a database server to replay the migrations on.
 * @returns the SQL, or undefined when there is no difference.
 */
export async function diffMigrations(url: string): Promise<string | undefined> {
  const run = await runPrisma(
    ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema', '--script', '--exit-code'],
    url,
  );
  if (run.code === 0) return undefined;
  // 2 is how `--exit-code` says "they differ"; anything else is a failure.
  if (run.code === 2) return run.stdout;
  throw new Error(`prisma migrate diff failed:\n${run.stderr}${run.stdout}`);
}
