import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { add, line, playwrightTally, vitestTally } from './tally';

const dir = mkdtempSync(join(tmpdir(), 'watchkeeper-tally-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function report(content: object): string {
  const file = join(dir, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test('the last line has the form that machines look for', () => {
  const sum = add({ passed: 3, failed: 0, skipped: 1, failures: [] }, { passed: 2, failed: 1, skipped: 0, failures: ['a'] });
  expect(line(sum)).toBe('5 passed, 1 failed, 1 skipped');
  expect(sum.failures).toEqual(['a']);
});

const counts = { numPassedTests: 4, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0 };

test('a run that failed without a failed test is not counted as good', async () => {
  const vitest = report({ ...counts, testResults: [] });
  const why = 'Vitest ended with 1 though no test failed: what it printed says why';
  expect(await vitestTally(vitest, 1)).toEqual({ passed: 4, failed: 1, skipped: 1, failures: [why] });
  expect(await vitestTally(vitest, 0)).toEqual({ passed: 4, failed: 0, skipped: 1, failures: [] });
  expect(await vitestTally(join(dir, 'never-written.json'), 1)).toEqual({ passed: 0, failed: 1, skipped: 0, failures: [why] });
});

test('what failed is named by its file, its test and the first line of what it said, also when a file did not load', async () => {
  const failed = { fullName: 'counts sheep', status: 'failed', failureMessages: ['AssertionError: 2 is not 3\n    at x.ts:1'] };
  const passed = { fullName: 'sleeps', status: 'passed', failureMessages: [] };
  const testResults = [
    { name: join(process.cwd(), 'lib/a.test.ts'), status: 'failed', message: '', assertionResults: [passed, failed] },
    { name: join(process.cwd(), 'lib/b.test.ts'), status: 'failed', message: 'No such module\nmore', assertionResults: [] },
  ];
  const { failures } = await vitestTally(report({ ...counts, numFailedTests: 1, testResults }), 1);
  expect(failures).toEqual(['lib/a.test.ts › counts sheep: AssertionError: 2 is not 3', 'lib/b.test.ts: No such module']);
});

test('a browser test that passed only when repeated is a failed one, and is named', async () => {
  const spec = (title: string, status: string, message?: string) => ({
    title,
    file: 'a.e2e.ts',
    line: 7,
    tests: [{ status, results: [{ ...(message && { error: { message } }) }] }],
  });
  const inner = { specs: [spec('walks', 'unexpected', '\u001B[31mError: lost\u001B[39m\n  more')] };
  const suites = [{ specs: [spec('stands', 'expected'), spec('wavers', 'flaky', 'Error: at first')], suites: [inner] }];
  const playwright = report({ stats: { expected: 2, unexpected: 1, flaky: 1, skipped: 0 }, suites });
  expect(await playwrightTally(playwright, 1)).toEqual({
    passed: 2,
    failed: 2,
    skipped: 0,
    failures: ['e2e/a.e2e.ts:7 › wavers: Error: at first', 'e2e/a.e2e.ts:7 › walks: Error: lost'],
  });
});
