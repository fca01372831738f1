import { expect } from '@playwright/test';
import { sandboxReports, signedIn, takeItem } from './harness/desk';
import { draw } from './harness/pictures';
import { exactMatch, pushItem, pushMedia } from './harness/platform';
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
  const everShown = () => page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen]);

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
