// npm test [-- unit|db|e2e [filter]]
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateClient } from '../launch/generate';
import { onParentGone } from '../launch/parent';
import { freePort } from '../launch/ports';
import { consoleStages } from '../launch/stages';
import { startSystem, undoAll } from '../launch/system';
import { Trouble } from '../launch/trouble';
import { findBrowser } from './browser';
import { obtainFfmpeg } from './ffmpeg';
import { obtainGo } from './go';
import { add, line, NONE, playwrightTally, type Tally, vitestTally } from './tally';

const PARTS = ['unit', 'db', 'e2e'] as const;
type Part = (typeof PARTS)[number];

// What the caller has exported for a desk of their own must not reach the tests.
const FOREIGN = /^(DATABASE_URL|MIGRATION_DATABASE_URL|DATA_DIR|PORT|DEMO_|NCMEC_|NEXTAUTH_|EVIDENCE_|SANDBOX_|REPORTER_|TEST_MODE|LEASE_|REPORT_UNDO_|ACCESS_|SESSION_|SIGN_IN_|STEP_UP_|TRUSTED_|INACTIVE_|OIDC_|AUDIT_|WITNESS_)/;
for (const name of Object.keys(process.env)) if (FOREIGN.test(name)) Reflect.deleteProperty(process.env, name);

const stages = consoleStages();
const undo: (() => Promise<void>)[] = [];
const running = new Set<ChildProcess>();
const require = createRequire(import.meta.url);

async function runNode(args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
  running.add(child);
  const [code] = (await once(child, 'close')) as [number | null];
  running.delete(child);
  return code ?? 1;
}

async function runVitest(parts: Part[], filter: string[], scratch: string): Promise<Tally> {
  await generateClient();
  const report = join(scratch, 'vitest.json');
  const cli = join(require.resolve('vitest/package.json'), '..', 'vitest.mjs');
  const projects = parts.map((part) => `--project=${part}`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runNode([cli, 'run', '--passWithNoTests', ...projects, ...reporters, ...filter]);
  return vitestTally(report, code);
}

async function runPlaywright(filter: string[], scratch: string): Promise<Tally> {
  const hasJourneys = (await readdir('e2e').catch(() => [])).some((name) => name.endsWith('.e2e.ts'));
  if (!hasJourneys) return NONE;
  const browser = await stages.run('browser', () => Promise.resolve(findBrowser()));
  const dataDir = join(scratch, 'data');
  // Everybody in the journeys comes from one address, and some of them fail on purpose.
  process.env.SIGN_IN_FAILURES_PER_ADDRESS = '1000';
  const system = await startSystem({ dataDir, port: await freePort(), stages, undo, onGone: (reason) => console.error(`  ✗ ${reason}`) });
  const report = join(scratch, 'playwright.json');
  const { address, sandboxAddress, demo, ownerUrl } = system;
  const code = await runNode([require.resolve('@playwright/test/cli'), 'test', ...filter], {
    PLAYWRIGHT_CHROMIUM_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    E2E_SYSTEM: JSON.stringify({ address, sandboxAddress, dataDir, buildDir: system.env.BUILD_DIR, ownerUrl, databaseUrl: system.env.DATABASE_URL, ...demo }),
  });
  // What the processes printed is part of the explanation, beside Playwright's screenshots and traces.
  if (code !== 0) await cp(join(dataDir, 'logs'), join('test-results', 'system-logs'), { recursive: true });
  return playwrightTally(report, code);
}

async function attempt(name: string, run: () => Promise<Tally>): Promise<Tally> {
  try {
    return await run();
  } catch (error) {
    const text = error instanceof Trouble ? `${error.message}\n    ${error.remedy}` : error instanceof Error ? error.stack : String(error);
    console.error(`\n  ✗ ${name}: ${text}\n`);
    return { ...NONE, failed: 1 };
  }
}

async function cleanUp(): Promise<void> {
  for (const child of running) child.kill('SIGTERM');
  await Promise.all([...running].map((child) => once(child, 'close')));
  await undoAll(undo);
}

const [first, ...rest] = process.argv.slice(2);
const part = PARTS.find((name) => name === first);
const filter = part ? rest : process.argv.slice(2);
const wanted = part ? [part] : [...PARTS];

// The programs of other people that check the audit log; tests that want them say why they were skipped.
const mayWantGo = part !== 'unit' && (filter.length === 0 || filter.some((word) => /audit|log|independent/.test(word)));
if (mayWantGo) await stages.run('Go', () => Promise.resolve(obtainGo()));

// Drawn films need what draws and reads them.
const mayWantFilms = part !== 'unit' && (filter.length === 0 || filter.some((word) => /video|evidence|sealed|hostile|canary/.test(word)));
if (mayWantFilms) await stages.run('FFmpeg', () => Promise.resolve(obtainFfmpeg()));

const scratch = await mkdtemp(join(tmpdir(), 'watchkeeper-tests-'));
undo.push(() => rm(scratch, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void cleanUp().then(() => process.exit(130)));
}
onParentGone(() => void cleanUp().then(() => process.exit(130)));

let tally = NONE;
const vitestParts = wanted.filter((name) => name !== 'e2e');
if (vitestParts.length > 0) tally = add(tally, await attempt('unit and database tests', () => runVitest(vitestParts, filter, scratch)));
if (wanted.includes('e2e')) tally = add(tally, await attempt('browser tests', () => runPlaywright(filter, scratch)));
await cleanUp();
console.log(line(tally));
process.exit(tally.failed > 0 ? 1 : 0);
