import { type Browser, type Page, expect } from '@playwright/test';
import { db } from '@/lib/db';
import { sandboxReports, signedIn, takeItem } from './harness/desk';
import { holdSave } from './harness/held-save';
import { draw } from './harness/pictures';
import { exactMatch, grooming, pushItem, pushMedia } from './harness/platform';
import { type SecondDesk, startSecondDesk } from './harness/second-desk';
import { system, workerPid } from './harness/system';
import { test } from './harness/tidy';

const faults = (method: 'POST' | 'DELETE', body?: object) =>
  fetch(`${system().sandboxAddress}/_sandbox/faults`, { method, body: body && JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });

async function hangingCalls(): Promise<readonly string[]> {
  return ((await (await fetch(`${system().sandboxAddress}/_sandbox/faults`)).json()) as { hanging: string[] }).hanging;
}

test.afterEach(() => faults('DELETE'));

test('a worker killed between upload and finish: exactly one finished report, and the page never said filed before', async ({ browser }) => {
  const mediaId = await pushMedia(await draw(41));
  const { itemId } = await pushItem({ externalId: 'crash-1', subject: 'crash-u1', mediaIds: [mediaId], signals: [exactMatch(mediaId)] });
  const ofThis = async () => (await sandboxReports()).filter(({ xml }) => xml.includes('crash-u1'));
  await faults('POST', { call: 'finish', kind: 'hang', count: 1 });

  const page = await signedIn(browser, 'moderator', null);
  // Every text that the panel ever shows, so that a "Filed" of one moment would be seen too.
  await page.addInitScript(() => {
    const seen = new Set<string>();
    Object.assign(window, { seen });
    new MutationObserver(() => document.querySelectorAll('aside dd').forEach((element) => seen.add(element.textContent ?? ''))).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  const everShown = () => page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen]); // put there by the watcher above

  await takeItem(page, itemId);
  await page.keyboard.press('1');
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByText('Can still be undone')).toBeVisible();
  await expect.poll(hangingCalls, { timeout: 30_000 }).toContain('finish');
  expect((await ofThis()).map(({ state }) => state)).toEqual(['open']);

  const killed = workerPid();
  if (killed === undefined) throw new Error('The worker is not running.');
  process.kill(killed, 'SIGKILL');
  await expect.poll(() => ![killed, undefined].includes(workerPid()), { timeout: 30_000 }).toBe(true);
  expect(await everShown()).not.toContain('Filed');
  await faults('DELETE');

  await expect(page.locator('dd strong')).toBeVisible({ timeout: 45_000 });
  const receipt = await page.locator('dd strong').innerText();
  const reports = await ofThis();
  expect(reports.filter(({ state }) => state === 'finished').map(({ id }) => id)).toEqual([receipt]);
  expect(reports.filter(({ state }) => state === 'open')).toEqual([]);
  expect(await everShown()).toContain('Filed');
});

test.describe('web killed', () => {
  let desk: SecondDesk;
  test.beforeAll(async () => {
    test.setTimeout(120_000);
    desk = await startSecondDesk(() => ({}));
  });
  test.afterAll(() => desk.stop());

  const NO_ANSWER = /The desk did not answer/;
  const FORM = { name: 'Enticement or sextortion' } as const;
  const statesOf = async (itemId: string) => (await db().report.findMany({ where: { itemId }, orderBy: { id: 'asc' } })).map(({ state }) => state);

  /** A text that a moderator has taken at the desk that is to be killed, and all but reported. */
  async function readyToReport(browser: Browser, name: string): Promise<{ page: Page; itemId: string }> {
    const { itemId } = await pushItem({ externalId: name, subject: `${name}-u`, signals: [grooming] });
    const page = await signedIn(browser, 'moderator', null);
    await page.goto(`${desk.address}/review/${itemId}`);
    await expect(page.getByRole('button', { name: 'Take this item' })).toBeVisible();
    await page.keyboard.press('t');
    await choose(page);
    return { page, itemId };
  }

  async function choose(page: Page): Promise<void> {
    await page.getByRole('radio', FORM).check();
    await expect(page.getByRole('button', { name: 'Report to NCMEC (sandbox)' })).not.toHaveAttribute('aria-disabled');
  }

  /** The process dies once `isDone` what was asked for, and before the page hears of it. */
  async function killAfter(page: Page, isDone: () => Promise<boolean>): Promise<() => boolean> {
    let isKilled = false;
    await page.route('**/review/**', async (route) => {
      if (route.request().method() !== 'POST' || isKilled) return route.fallback();
      const answer = await route.fetch();
      if (!(await isDone())) return route.fulfill({ response: answer });
      isKilled = true;
      await desk.kill();
      await route.abort('connectionreset');
    });
    return () => isKilled;
  }

  async function comeBack(page: Page): Promise<void> {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await desk.untilBack();
    await page.reload();
  }

  /** One finished report at the hotline, and its number on the page. */
  async function expectFiledOnce(page: Page, name: string): Promise<void> {
    await expect(page.locator('dd strong')).toBeVisible({ timeout: 45_000 });
    const reports = (await sandboxReports()).filter(({ xml }) => xml.includes(`${name}-u`));
    expect(reports.map(({ id, state }) => [id, state])).toEqual([[await page.locator('dd strong').innerText(), 'finished']]);
  }

  test('at the click, before it was kept: the page claims nothing, nothing is there after the restart, and the second click makes the one report', async ({ browser }) => {
    const { page, itemId } = await readyToReport(browser, 'crash-2');
    const save = await holdSave('INSERT', itemId);
    await page.keyboard.press('Shift+Enter');
    await save.untilHeld();
    await desk.kill();
    await save.letGo();
    await expect(page.getByText(NO_ANSWER).first()).toBeVisible();
    await comeBack(page);
    expect(await statesOf(itemId)).toEqual([]);
    await choose(page);
    await page.keyboard.press('Shift+Enter');
    await expectFiledOnce(page, 'crash-2');
    expect(await statesOf(itemId)).toEqual(['filed']);
  });

  test('at the click, after it was kept: the page claims nothing, and shows the one report after the restart, with its receipt in the end', async ({ browser }) => {
    const { page, itemId } = await readyToReport(browser, 'crash-3');
    const isKilled = await killAfter(page, async () => (await statesOf(itemId)).length > 0);
    await page.keyboard.press('Shift+Enter');
    await expect(page.getByText(NO_ANSWER).first()).toBeVisible();
    expect(isKilled()).toBe(true);
    await comeBack(page);
    await expect(page.getByRole('radio', FORM)).toHaveCount(0);
    await expectFiledOnce(page, 'crash-3');
    expect(await statesOf(itemId)).toEqual(['filed']);
  });

  test('at the undo, before it was kept: the report goes on, the page says so after the restart, and it is filed once', async ({ browser }) => {
    const { page, itemId } = await readyToReport(browser, 'crash-4');
    await page.keyboard.press('Shift+Enter');
    await expect(page.getByText('Can still be undone')).toBeVisible();
    const save = await holdSave('UPDATE', itemId, `NEW."state" = 'withdrawn'`);
    await page.keyboard.press('z');
    await save.untilHeld();
    await desk.kill();
    await save.letGo();
    await comeBack(page);
    await expect(page.getByRole('radio', FORM)).toHaveCount(0);
    await expectFiledOnce(page, 'crash-4');
    expect(await statesOf(itemId)).toEqual(['filed']);
  });

  test('at the undo, after it was kept: the item is theirs again after the restart, the hotline saw nothing, and reporting after all files once', async ({ browser }) => {
    const { page, itemId } = await readyToReport(browser, 'crash-5');
    await page.keyboard.press('Shift+Enter');
    await expect(page.getByText('Can still be undone')).toBeVisible();
    const isKilled = await killAfter(page, async () => (await statesOf(itemId)).includes('withdrawn'));
    await page.keyboard.press('z');
    await expect.poll(isKilled, { timeout: 20_000 }).toBe(true);
    await comeBack(page);
    await expect(page.getByRole('radio', FORM)).toBeVisible();
    expect((await sandboxReports()).filter(({ xml }) => xml.includes('crash-5-u'))).toEqual([]);
    await choose(page);
    await page.keyboard.press('Shift+Enter');
    await expectFiledOnce(page, 'crash-5');
    expect((await statesOf(itemId)).filter((state) => state !== 'withdrawn')).toEqual(['filed']);
  });
});
