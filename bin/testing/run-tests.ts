// npm test [-- unit|db|e2e [filter]]
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateClient } from '../launch/generate';
import { onParentGone } from '../launch/parent';
import { consoleStages } from '../launch/stages';
import { undoAll } from '../launch/system';
import { Trouble } from '../launch/trouble';
import { obtainFfmpeg } from './ffmpeg';
import { obtainGpg } from './gpg';
import { obtainGo } from './go';
import { runJourneys } from './journeys';
import { obtainPackageTools } from './package-tools';
import { obtainPdfTools } from './pdf-tools';
import { endRunning, runNode } from './run-node';
import { add, line, NONE, type Tally, vitestTally } from './tally';

const PARTS = ['unit', 'db', 'e2e'] as const;
type Part = (typeof PARTS)[number];

// What the caller has exported for a desk of their own must not reach the tests.
const FOREIGN = /^(DATABASE_URL|MIGRATION_DATABASE_URL|DATA_DIR|PORT|DEMO_|NCMEC_|NEXTAUTH_|EVIDENCE_|SANDBOX_|REPORTER_|TEST_MODE|LEASE_|REPORT_UNDO_|ACCESS_|SESSION_|SIGN_IN_|STEP_UP_|TRUSTED_|INACTIVE_|OIDC_|AUDIT_|WITNESS_|PROVIDER_|ROUTING_|SMTP_|MAIL_|CONTACT_|TERMS_|LEGAL_|INDUSTRY_|REFERRAL_|TIMESTAMP_|NOT_VIOLATING_)/;
for (const name of Object.keys(process.env)) if (FOREIGN.test(name)) Reflect.deleteProperty(process.env, name);

const stages = consoleStages();
const undo: (() => Promise<void>)[] = [];
const require = createRequire(import.meta.url);

async function runVitest(parts: Part[], filter: string[], scratch: string): Promise<Tally> {
  await generateClient();
  const report = join(scratch, 'vitest.json');
  const cli = join(require.resolve('vitest/package.json'), '..', 'vitest.mjs');
  const projects = parts.map((part) => `--project=${part}`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runNode([cli, 'run', '--passWithNoTests', ...projects, ...reporters, ...filter]);
  return vitestTally(report, code);
}

async function attempt(name: string, run: () => Promise<Tally>): Promise<Tally> {
  try {
    return await run();
  } catch (error) {
    const text = error instanceof Trouble ? `${error.message}\n    ${error.remedy}` : error instanceof Error ? error.stack : String(error);
    console.error(`\n  ✗ ${name}: ${text}\n`);
    return { ...NONE, failed: 1, failures: [`${name}: ${text}`] };
  }
}

async function cleanUp(): Promise<void> {
  await endRunning();
  await undoAll(undo);
}

const [first, ...rest] = process.argv.slice(2);
const part = PARTS.find((name) => name === first);
const filter = part ? rest : process.argv.slice(2);
const wanted = part ? [part] : [...PARTS];

// The programs of other people that check the audit log; tests that want them say why they were skipped.
const mayWantGo = part !== 'unit' && (filter.length === 0 || filter.some((word) => /audit|log|independent|referral/.test(word)));
if (mayWantGo) await stages.run('Go', () => Promise.resolve(obtainGo()));

// Drawn films need what draws and reads them.
const mayWantFilms = part !== 'unit' && (filter.length === 0 || filter.some((word) => /video|evidence|sealed|hostile|canary/.test(word)));
if (mayWantFilms) await stages.run('FFmpeg', () => Promise.resolve(obtainFfmpeg()));

// What a hotline opens sealed mail with, and an agency its package.
const mayWantGpg = part !== 'db' && (filter.length === 0 || filter.some((word) => /email|hotlines|referral/.test(word)));
if (mayWantGpg) await stages.run('GnuPG', () => Promise.resolve(obtainGpg()));

// What judges and reads the documents of a referral.
const mayWantPdf = filter.length === 0 || filter.some((word) => /referral|pdf/.test(word));
if (mayWantPdf) await stages.run('PDF tools', () => Promise.resolve(obtainPdfTools()));

// What an authority opens and checks a package with.
const mayWantPackage = part !== 'e2e' && (filter.length === 0 || filter.some((word) => /referral|verify|package/.test(word)));
if (mayWantPackage) await stages.run('Package tools', () => Promise.resolve(obtainPackageTools()));

const scratch = await mkdtemp(join(tmpdir(), 'watchkeeper-tests-'));
undo.push(() => rm(scratch, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void cleanUp().then(() => process.exit(130)));
}
onParentGone(() => void cleanUp().then(() => process.exit(130)));

let tally = NONE;
const vitestParts = wanted.filter((name) => name !== 'e2e');
if (vitestParts.length > 0) tally = add(tally, await attempt('unit and database tests', () => runVitest(vitestParts, filter, scratch)));
if (wanted.includes('e2e')) tally = add(tally, await attempt('browser tests', () => runJourneys(filter, { scratch, stages, undo })));
await cleanUp();
// Said once more at the end: in a long run, and on a build machine that keeps the end only, it is otherwise out of sight.
if (tally.failures.length > 0) console.log(['', 'Failed:', ...tally.failures.map((each) => `  ✗ ${each}`), ''].join('\n'));
console.log(line(tally));
process.exit(tally.failed > 0 ? 1 : 0);
