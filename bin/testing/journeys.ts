import { cp, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join, sep } from 'node:path';
import { freePort } from '../launch/ports';
import type { Stages } from '../launch/stages';
import { type System, startSystem } from '../launch/system';
import { findBrowser } from './browser';
import { divide } from './divide';
import { runNode } from './run-node';
import { add, NONE, playwrightTally, type Tally } from './tally';

/** Of a whole run, each on a system of its own: much of a journey is waiting for one program or another. */
const PARTS = Math.min(2, availableParallelism());
const RESULTS = 'test-results';
const PLAYWRIGHT = createRequire(import.meta.url).resolve('@playwright/test/cli');

interface Tools {
  /** A folder for what is thrown away afterwards. */
  readonly scratch: string;
  readonly stages: Stages;
  readonly undo: (() => Promise<void>)[];
}

async function journeyFiles(): Promise<string[]> {
  const names = await readdir('e2e', { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith('.e2e.ts')).map((name) => join('e2e', name).replaceAll(sep, '/'));
}

interface Part {
  readonly name: string;
  /** Whether it is one of several. */
  readonly hasCompany: boolean;
  readonly dataDir: string;
  readonly system: System;
  /** As Playwright's command line takes them. */
  readonly args: readonly string[];
}

async function runPart({ name, hasCompany, dataDir, system, args }: Part, browser: string, scratch: string): Promise<Tally> {
  const results = join(RESULTS, name);
  const report = join(scratch, `${name}.json`);
  const { address, sandboxAddress, demo, ownerUrl } = system;
  const env = {
    PLAYWRIGHT_CHROMIUM_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    E2E_SYSTEM: JSON.stringify({ address, sandboxAddress, dataDir, buildDir: system.env.BUILD_DIR, ownerUrl, databaseUrl: system.env.DATABASE_URL, ...demo }),
  };
  const code = await runNode([PLAYWRIGHT, 'test', `--output=${results}`, ...args], { env, hasCompany });
  // What the processes printed is part of the explanation, beside Playwright's screenshots and traces.
  if (code !== 0) await cp(join(dataDir, 'logs'), join(results, 'system-logs'), { recursive: true });
  return playwrightTally(report, code);
}

/**
 * Runs the journeys in a browser, those that `filter` picks on one system, all of them in parts side by side. The files
 * of a part share its system and run one after the other: several of them count what is in it.
 */
export async function runJourneys(filter: readonly string[], tools: Tools): Promise<Tally> {
  const { scratch, stages, undo } = tools;
  const files = await journeyFiles();
  if (files.length === 0) return NONE;
  const browser = await stages.run('browser', () => Promise.resolve(findBrowser()));
  // Everybody in the journeys comes from one address, and some of them fail on purpose.
  process.env.SIGN_IN_FAILURES_PER_ADDRESS = '1000';
  const division = filter.length > 0 ? [filter] : divide(files, PARTS);
  const parts: Part[] = [];
  for (const [index, args] of division.entries()) {
    const name = `system-${index + 1}`;
    const dataDir = join(scratch, name);
    const system = await startSystem({ dataDir, port: await freePort(), stages, undo, onGone: (reason) => console.error(`  ✗ ${name}: ${reason}`) });
    parts.push({ name, hasCompany: division.length > 1, dataDir, system, args });
  }
  const tallies = await Promise.all(parts.map((part) => runPart(part, browser, scratch)));
  return tallies.reduce(add, NONE);
}
