// What has to hold before any TypeScript can run: a Node that is new enough, and the packages of the lock file. Plain
// JavaScript without dependencies, since none are installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const LOCK = join(ROOT, 'package-lock.json');
const STAMP = join(ROOT, 'node_modules', '.watchkeeper');
const OLDEST = [20, 19];

function refuse(what, remedy) {
  console.error(`\n  ✗ ${what}\n    ${remedy}\n`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  refuse(
    `Node ${process.versions.node} is too old: Watchkeeper needs Node ${OLDEST.join('.')} or newer.`,
    'Install the current LTS release from https://nodejs.org and run the command again.',
  );
}

/** The packages belong to this lock file and to this machine (some are compiled). */
function wantedStamp() {
  const lock = createHash('sha256').update(readFileSync(LOCK)).digest('hex');
  return `${lock} ${process.platform}-${process.arch}\n`;
}

function isInstalled(stamp) {
  if (existsSync(STAMP)) return readFileSync(STAMP, 'utf8') === stamp;
  // Installed by hand with npm, which leaves this file when it is done.
  const own = join(ROOT, 'node_modules', '.package-lock.json');
  return existsSync(own) && statSync(own).mtimeMs >= statSync(LOCK).mtimeMs;
}

/** @returns npm's complaint, or undefined when it was content. */
function npm(...command) {
  const args = [...command, '--no-audit', '--no-fund', '--loglevel=error'];
  const script = process.env.npm_execpath;
  const [program, prefix] = script?.endsWith('npm-cli.js') ? [process.execPath, [script]] : ['npm', []];
  // Prisma's install step would download an engine that is not used here.
  const engine = join(ROOT, 'prisma', 'engine', 'schema-engine.mjs');
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: engine, NODE_ENV: 'development' };
  const run = spawnSync(program, [...prefix, ...args], { cwd: ROOT, env, encoding: 'utf8', shell: process.platform === 'win32' });
  if (run.status === 0) return undefined;
  return run.error?.message ?? run.stderr.trim();
}

function install() {
  const complaint = npm('ci');
  // `npm ci` refuses a lock file that another version of npm has completed differently; `install` copes, and with
  // --no-save it leaves the lock file alone.
  const isRefused = complaint?.includes('EUSAGE') ?? false;
  const reason = isRefused ? npm('install', '--no-save') : complaint;
  if (reason === undefined) return;
  process.stdout.write('✗\n');
  console.error(reason);
  refuse('The packages could not be installed.', 'Check the network and the disk, then run `npm ci` to see the whole story.');
}

/** Checks Node and installs the packages when they are missing or older than the lock file. */
export function bootstrap() {
  checkNode();
  process.chdir(ROOT);
  const stamp = wantedStamp();
  const begin = performance.now();
  process.stdout.write('  dependencies … ');
  if (!isInstalled(stamp)) install();
  if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== stamp) writeFileSync(STAMP, stamp);
  process.stdout.write(`✓ ${((performance.now() - begin) / 1000).toFixed(1)} s\n`);
}

/** Runs a TypeScript program of ours in this process. */
export async function runTypeScript(path) {
  const { register } = await import('tsx/esm/api');
  register();
  await import(join(ROOT, path));
}
