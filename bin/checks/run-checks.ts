// npm run check: each check runs, whatever became of the others; the exit code says whether all were clean.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NEXT_CLI } from '../launch/build';
import { generateClient } from '../launch/generate';
import { startThrowawayCluster } from '../launch/postgres/throwaway';
import { diffMigrations } from '../launch/prisma';
import { consoleStages } from '../launch/stages';
import { accessPage } from './access-page';
import { ncmecPage } from './ncmec-page';

/** What a check found wrong, for the person who has to put it right. */
class Finding extends Error {}

/** The program that a package brings, by its path: no shell, no PATH. */
function program(name: string, command = name): string {
  const folder = join('node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : bin[command];
  if (!file) throw new Error(`The package ${name} brings no program ${command}.`);
  return join(folder, file);
}

function node(args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Finding(output.trim()))));
  });
}

async function checkDrift(): Promise<void> {
  const cluster = await startThrowawayCluster();
  try {
    const sql = await diffMigrations(cluster.url('postgres'));
    if (sql !== undefined) throw new Finding(`The schema files say more than the migrations. Write one with \`npm run db:migrate -- NAME\`:\n\n${sql.trim()}`);
  } finally {
    await cluster.stop();
  }
}

async function checkAccessPage(): Promise<void> {
  const { path, found, wanted } = await accessPage();
  if (found !== wanted) throw new Finding(`${path} does not have the table as the code has it. Write it anew with \`npm run access:page\`.`);
}

async function checkNcmecPage(): Promise<void> {
  const { path, found, wanted } = await ncmecPage();
  if (found !== wanted) throw new Finding(`${path} does not have the tables as the code has them. Write it anew with \`npm run ncmec:page\`.`);
}

function dependencyRules(): Promise<void> {
  const rootFiles = readdirSync('.').filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
  const folders = ['app', 'lib', 'bin', 'bench', 'e2e', 'prisma/engine'];
  return node([program('dependency-cruiser', 'depcruise'), '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', ...folders, ...rootFiles]);
}

const CHECKS: Readonly<Record<string, () => Promise<void>>> = {
  'generated code': async () => {
    await generateClient();
    await node([NEXT_CLI, 'typegen']);
  },
  types: () => node([program('typescript', 'tsc'), '--noEmit', '-p', '.']),
  lint: () => node([program('eslint'), '.', '--max-warnings', '0']),
  'who imports whom': dependencyRules,
  'nothing unused': () => node([program('knip'), '--no-progress']),
  'docs/access.md matches the table': checkAccessPage,
  'docs/ncmec-coverage.md matches the grammar': checkNcmecPage,
  'migrations match the schema': checkDrift,
};

const stages = consoleStages();
const failed: string[] = [];
for (const [name, run] of Object.entries(CHECKS)) {
  try {
    await stages.run(name, run);
  } catch (error) {
    failed.push(name);
    console.log(`\n${error instanceof Finding ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  }
}
console.log(failed.length === 0 ? 'check: clean' : `check: ${failed.join(', ')} not clean`);
process.exit(failed.length === 0 ? 0 : 1);
