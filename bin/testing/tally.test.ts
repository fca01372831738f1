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
  expect(line(add({ passed: 3, failed: 0, skipped: 1 }, { passed: 2, failed: 1, skipped: 0 }))).toBe('5 passed, 1 failed, 1 skipped');
});

test('a run that failed without a failed test is not counted as good', async () => {
  const vitest = report({ numPassedTests: 4, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0 });
  expect(await vitestTally(vitest, 1)).toEqual({ passed: 4, failed: 1, skipped: 1 });
  expect(await vitestTally(vitest, 0)).toEqual({ passed: 4, failed: 0, skipped: 1 });
  expect(await vitestTally(join(dir, 'never-written.json'), 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a browser test that passed only when repeated is a failed one', async () => {
  const playwright = report({ stats: { expected: 2, unexpected: 1, flaky: 1, skipped: 0 } });
  expect(await playwrightTally(playwright, 1)).toEqual({ passed: 2, failed: 2, skipped: 0 });
});
