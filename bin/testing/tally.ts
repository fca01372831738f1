import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed, a line each: the file, the test and the first line of what it said. */
  readonly failures: readonly string[];
}

export const NONE: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] };

export function add(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

/** The last line of a run, on its own, in the form that machines look for. */
export function line({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** A run that went wrong without a failed test (a file that does not load, an error after the last test) still failed. */
function honest(tally: Tally, exitCode: number, who: string): Tally {
  if (exitCode === 0 || tally.failed > 0) return tally;
  const why = `${who} ended with ${exitCode} though no test failed: what it printed says why`;
  return { ...tally, failed: 1, failures: tally.failures.length > 0 ? tally.failures : [why] };
}

async function read<T>(file: string): Promise<T | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as T);
}

// What a terminal understands as colour is noise in a list.
const COLOUR = /\u001B\[[0-9;]*m/g;

function failure(file: string, test: string, said: string | undefined): string {
  const first = said?.replace(COLOUR, '').split('\n', 1)[0]?.trim();
  return [[file, test].filter(Boolean).join(' › '), first].filter(Boolean).join(': ');
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

function vitestFailures({ testResults }: VitestReport): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative('.', name);
    const tests = assertionResults.filter((test) => test.status === 'failed');
    if (tests.length === 0 && status === 'failed') return [failure(file, '', message)];
    return tests.map((test) => failure(file, test.fullName, test.failureMessages[0]));
  });
}

/** Reads Vitest's JSON report. */
export async function vitestTally(file: string, exitCode: number): Promise<Tally> {
  const report = await read<VitestReport>(file);
  if (!report) return honest(NONE, exitCode, 'Vitest');
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests, numTodoTests } = report;
  return honest({ passed, failed, skipped: numPendingTests + numTodoTests, failures: vitestFailures(report) }, exitCode, 'Vitest');
}

interface PlaywrightSuite {
  specs: { title: string; file: string; line: number; tests: { status: string; results: { error?: { message?: string } }[] }[] }[];
  suites?: PlaywrightSuite[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  suites: PlaywrightSuite[];
}

function playwrightFailures({ specs, suites = [] }: PlaywrightSuite): string[] {
  const own = specs.flatMap(({ title, file, line: at, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => failure(`e2e/${file}:${at}`, title, results.find((result) => result.error)?.error?.message)),
  );
  return [...own, ...suites.flatMap(playwrightFailures)];
}

/** Reads Playwright's JSON report; a test that passed only when repeated counts as failed. */
export async function playwrightTally(file: string, exitCode: number): Promise<Tally> {
  const report = await read<PlaywrightReport>(file);
  if (!report) return honest(NONE, exitCode, 'Playwright');
  const { expected: passed, unexpected, flaky, skipped } = report.stats;
  return honest({ passed, failed: unexpected + flaky, skipped, failures: report.suites.flatMap(playwrightFailures) }, exitCode, 'Playwright');
}
