import { expect, test } from 'vitest';
import { coverageTables, ncmecPage } from './ncmec-page';

test('each part of a report has its table, and what is never filled says why', () => {
  const tables = coverageTables();
  for (const part of ['incidentSummary', 'internetDetails', 'lawEnforcement', 'reporter', 'personOrUserReported', 'intendedRecipient', 'victim', 'additionalInfo']) {
    expect(tables).toContain(`## report/${part}\n`);
  }
  expect(tables).toContain('| `schoolName` | participants with role victim.school |');
  expect(tables).toContain('| `potentialMeme` | *never*: The older form');
});

test('docs/ncmec-coverage.md holds the tables as the code has them', async () => {
  const { found, wanted } = await ncmecPage();
  expect(found).toBe(wanted);
});
