import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import AxeBuilder from '@axe-core/playwright';
import { type Page, expect } from '@playwright/test';
import pg from 'pg';
import { SEND_SIGNED } from '@/app/(docs)/docs/api/_components/samples';
import { signedIn } from './harness/desk';
import { startSecondDesk } from './harness/second-desk';
import { system } from './harness/system';
import { test } from './harness/tidy';

const run = promisify(execFile);

interface Pair {
  readonly secret: string;
  readonly signingKey: string;
}

/** Runs the program of the documentation as it stands, and answers what it prints. */
async function runSample({ secret, signingKey }: Pair): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'watchkeeper-sample-'));
  try {
    await writeFile(join(dir, 'sample.mjs'), SEND_SIGNED);
    const { stdout } = await run(process.execPath, [join(dir, 'sample.mjs')], { env: { NODE_ENV: 'production', DESK: system().address, KEY: secret, SIGNING_KEY: signingKey } });
    return stdout;
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** What the dialog shows, once; closes it. */
async function readSecrets(page: Page): Promise<Pair> {
  const shown = page.getByRole('dialog').locator('code');
  await expect(shown.first()).toHaveText(/^wk_/);
  const [secret = '', signingKey = ''] = await shown.allInnerTexts();
  await page.getByRole('button', { name: 'I have copied both' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText(secret)).toHaveCount(0);
  return { secret, signingKey };
}

async function expectAccessible(page: Page, where: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const theme of ['dim', 'paper']) {
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(grave.map(({ id, nodes }) => `${where}, ${theme}: ${id} at ${nodes[0]?.target.join(' ') ?? ''}`)).toEqual([]);
  }
}

test('a key is made, shown once, sends what the documentation says, is rotated without a gap, and ends when revoked', async ({ browser }) => {
  test.setTimeout(180_000);
  const page = await signedIn(browser, 'admin', '/api-keys');
  await page.getByRole('button', { name: 'Create a key…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(dialog.getByText('A name, so that people can tell keys apart')).toBeVisible();
  await expectAccessible(page, 'create dialog');
  await dialog.getByLabel('Name').fill('Signed sender');
  await dialog.getByText('Send files').click();
  await dialog.getByText('90 days').click();
  await dialog.getByText('Each request has to be signed').click();
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByRole('dialog').locator('code')).toHaveCount(3);
  await expectAccessible(page, 'secret dialog');
  const first = await readSecrets(page);

  const row = page.getByRole('row', { name: /Signed sender/ });
  await expect(row.getByText('May send items, 600 a minute, signed')).toBeVisible();
  await expect(row.getByText('Never used', { exact: true })).toBeVisible();
  expect(await runSample(first)).toMatch(/^201 .*caseNumber/);
  expect(await runSample({ ...first, signingKey: 'wks_another' })).toMatch(/^401 .*which signing key/);
  await page.reload();
  await expect(row.getByText('In use', { exact: true })).toBeVisible();

  await row.getByRole('button', { name: 'Rotate the key Signed sender' }).click();
  await page.getByRole('dialog').getByLabel('Hours until the old secret ends').fill('400');
  await page.getByRole('button', { name: 'Make a new secret' }).click();
  await expect(page.getByText('At most 168')).toBeVisible();
  await page.getByRole('dialog').getByLabel('Hours until the old secret ends').fill('24');
  await expectAccessible(page, 'rotate dialog');
  await page.getByRole('button', { name: 'Make a new secret' }).click();
  const second = await readSecrets(page);
  await expect(row.getByRole('listitem')).toHaveCount(2);
  // The same item as before: known, by the old secret and by the new one.
  for (const pair of [first, second]) expect(await runSample(pair)).toMatch(/^200 /);

  await row.getByRole('button', { name: 'Revoke the key Signed sender' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke key' }).click();
  await expect(row.getByText(/^Revoked/)).toBeVisible();
  for (const pair of [first, second]) expect(await runSample(pair)).toMatch(/^401 /);
  await expectAccessible(page, 'keys');
});

test('nobody chooses the address they are counted under: the connection’s counts, or what our own proxy saw', async () => {
  const desk = await startSecondDesk(() => ({ TRUSTED_PROXIES: '1' }));
  const database = new pg.Client({ connectionString: system().ownerUrl });
  await database.connect();
  try {
    const countedAs = async (address: string) => {
      await database.query('DELETE FROM "RateLimit"');
      const claims = { 'X-Forwarded-For': '198.51.100.1, 203.0.113.9', 'X-Watchkeeper-Peer': 'x 198.51.100.2', 'X-Real-IP': '198.51.100.3', Forwarded: 'for=198.51.100.4' };
      expect((await fetch(`${address}/api/queue`, { headers: claims })).status).toBe(401);
      const { rows } = await database.query<{ key: string }>(`SELECT "key" FROM "RateLimit" WHERE "key" LIKE 'nobody_refusals:%'`);
      return rows.map(({ key }) => key.replace('nobody_refusals:', ''));
    };
    expect(await countedAs(system().address)).toEqual(['127.0.0.1']);
    expect(await countedAs(desk.address)).toEqual(['203.0.113.9']);
  } finally {
    await database.end();
    await desk.stop();
  }
});
