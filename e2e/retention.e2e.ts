import { readFile } from 'node:fs/promises';
import { type Page, expect } from '@playwright/test';
import { db } from '@/lib/db';
import { randomIds, systemClock } from '@/lib/kernel';
import { expectAccessible } from './harness/accessible';
import { signedIn } from './harness/desk';
import { freeCase } from './harness/keeping';
import { useSystem } from './harness/session-of';
import { system } from './harness/system';
import { test } from './harness/tidy';
import { keyWith } from './matrix/standings';

const DAY_MS = 24 * 60 * 60_000;
const dayIn = (days: number) => new Date(systemClock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);

const dialog = (page: Page) => page.getByRole('dialog');
const rowOf = (page: Page, table: string, text: string) => page.getByRole('region', { name: table, exact: true }).getByRole('row').filter({ hasText: text });

async function askFor(page: Page, caseNumber: string): Promise<void> {
  await page.getByRole('button', { name: 'Ask for a destruction…', exact: true }).first().click();
  await dialog(page).getByLabel('Case').fill(caseNumber);
  await dialog(page).getByLabel('Reason').fill('Nobody needs it any more');
  await dialog(page).getByRole('button', { name: 'Ask for it' }).click();
}

test('a case is kept by a hold, let go, and destroyed by two people: the page, a refusal, a certificate and what is left say so', async ({ browser }) => {
  test.setTimeout(240_000);
  useSystem();
  const { caseNumber, caseId, itemId, mediaId } = await freeCase(4_301);
  const liaison = await signedIn(browser, 'liaison', '/retention');
  await expect(rowOf(liaison, 'Cases that nothing keeps', caseNumber)).toBeVisible();
  await expectAccessible(liaison, 'retention');

  await liaison.getByRole('button', { name: 'Keep a case…' }).click();
  await dialog(liaison).getByLabel('Case').fill(caseNumber);
  await dialog(liaison).getByLabel('Why').selectOption('legal');
  await dialog(liaison).getByLabel('Reference').fill('COUNSEL-7');
  await dialog(liaison).getByLabel('Reason').fill('Counsel asked for it');
  await dialog(liaison).getByLabel('Look at it again on').fill(dayIn(0));
  await expectAccessible(liaison, 'keeping a case');
  await dialog(liaison).getByRole('button', { name: 'Keep the case' }).click();
  await expect(dialog(liaison).getByText('The next look is on a day to come.')).toBeVisible();
  await dialog(liaison).getByLabel('Look at it again on').fill(dayIn(30));
  await dialog(liaison).getByRole('button', { name: 'Keep the case' }).click();
  const hold = rowOf(liaison, 'Holds that stand', caseNumber);
  await expect(hold).toContainText('Counsel asked for it');
  await expect(hold).toContainText('you');

  await askFor(liaison, caseNumber);
  await expect(dialog(liaison).getByText(/It is kept: Legal hold, COUNSEL-7, until it is lifted/)).toBeVisible();
  await dialog(liaison).getByRole('button', { name: 'Cancel' }).click();

  await liaison.getByRole('button', { name: 'Dry run…' }).click();
  await dialog(liaison).getByLabel('Case').fill(caseNumber);
  await dialog(liaison).getByRole('button', { name: 'Ask' }).click();
  await expect(dialog(liaison).getByText('None of it would go: something keeps it.')).toBeVisible();
  await expectAccessible(liaison, 'a dry run');
  await dialog(liaison).getByRole('button', { name: 'Close', exact: true }).first().click();

  await hold.getByRole('button', { name: `Lift the hold on ${caseNumber}` }).click();
  await dialog(liaison).getByLabel('Reason').fill('The trial is over');
  await dialog(liaison).getByRole('button', { name: 'Lift the hold' }).click();
  await expect(rowOf(liaison, 'Cases that nothing keeps', caseNumber)).toBeVisible();

  await askFor(liaison, caseNumber);
  const destruction = rowOf(liaison, 'Destructions and their people', caseNumber);
  await expect(destruction).toContainText('Waits for a second person');
  await expect(destruction.getByRole('button', { name: /^Agree to D-/ })).toHaveAttribute('aria-disabled', 'true');

  const supervisor = await signedIn(browser, 'supervisor', '/retention');
  const other = rowOf(supervisor, 'Destructions and their people', caseNumber);
  await other.getByRole('button', { name: /^Agree to D-/ }).click();
  await expect(dialog(supervisor).getByText(/It cannot be taken back/)).toBeVisible();
  await expectAccessible(supervisor, 'agreeing to a destruction');
  await supervisor.screenshot({ path: test.info().outputPath('agree.png') });
  await dialog(supervisor).getByRole('button', { name: 'Destroy it' }).click();
  await expect.poll(async () => (await db().destruction.findFirstOrThrow({ where: { caseId } })).state, { timeout: 30_000 }).toBe('done');
  await expect(other).toContainText('Destroyed');
  await expect(other).toContainText('A backup from before can still be opened');
  await supervisor.screenshot({ path: test.info().outputPath('retention.png'), fullPage: true });

  const [download] = await Promise.all([supervisor.waitForEvent('download'), other.getByRole('link', { name: /^Certificate of D-/ }).click()]);
  const certificate = JSON.parse(await readFile(await download.path(), 'utf8')) as { stated: { destroyed: { what: string; id: string; sha256: string }[] }; log: { leaf: string } };
  expect(certificate.stated.destroyed.map(({ what, id }) => [what, id])).toEqual([['file', mediaId], ['item', itemId], ['case', caseId]]);
  expect(certificate.log.leaf).toContain('destruction.executed');

  await supervisor.goto(`/cases/${caseId}`);
  await expect(supervisor.getByRole('heading', { name: caseNumber })).toBeVisible();
  await supervisor.goto(`/review/${itemId}`);
  await expect(supervisor.getByText('Its key was destroyed: nothing of it opens any more.').first()).toBeVisible();
});

test('an erasure is answered in the same way for an account that is there and one that never was, and is done', async () => {
  useSystem();
  const { account, itemId } = await freeCase(4_302);
  const authorization = await keyWith(['erasure.request']);
  const ask = async (accountExternalId: string) => {
    const { platform } = await db().item.findUniqueOrThrow({ where: { id: itemId } });
    const reference = randomIds.next();
    const answer = await fetch(`${system().address}/api/v1/erasures`, { method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: authorization }, body: JSON.stringify({ reference, platform, accountExternalId }) });
    return { status: answer.status, detail: ((await answer.json()) as { detail: string }).detail };
  };
  const answer = await ask(account);
  expect(answer).toEqual({ status: 202, detail: 'Received. It is done as far as the law allows, and nothing further is answered.' });
  expect(await ask(`never-${account}`)).toEqual(answer);
  await expect.poll(async () => (await db().item.findUniqueOrThrow({ where: { id: itemId } })).wrappedKey.length, { timeout: 30_000 }).toBe(0);
});
