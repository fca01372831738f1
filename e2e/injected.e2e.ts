import { type Page, expect } from '@playwright/test';
import pg from 'pg';
import { randomIds, systemClock } from '@/lib/kernel';
import { db } from '@/lib/db';
import { signedIn, takeItem } from './harness/desk';
import { draw } from './harness/pictures';
import { nearMatch, pushItem, pushMedia } from './harness/platform';
import { test } from './harness/quiet-console';
import { useSystem } from './harness/session-of';
import { system } from './harness/system';

/** Each would leave a mark in the page that ran it. */
const script = (where: string) => `<script>window.injected='${where}'</script>`;
const image = (where: string) => `<img src=x onerror="window.injected='${where}'">`;
const link = (where: string) => `javascript:window.injected='${where}'`;
const all = (where: string) => `${script(where)} ${image(where)} ${link(where)}`;

/** The text stands there as it was written, and nothing of it came to life. */
async function expectInert(page: Page, ...texts: string[]): Promise<void> {
  for (const text of texts) await expect(page.getByText(text).first()).toBeAttached();
  expect(await page.evaluate(() => (globalThis as { injected?: string }).injected)).toBeUndefined();
  await expect(page.locator('img[src="x"], script:text("window.injected"), [onerror], a[href^="javascript:" i]')).toHaveCount(0);
}

test('markup in messages, names, notes, reasons and keys shows as text and does not run, from the queue to the trail', async ({ browser }) => {
  test.setTimeout(120_000);
  const mediaId = await pushMedia(await draw(21));
  const names = { platform: all('platform'), screenName: image('screen name'), displayName: script('display name') };
  const { itemId, caseNumber } = await pushItem({ externalId: `injected-${Date.now()}`, subject: link('account'), mediaIds: [mediaId], signals: [nearMatch(mediaId)], text: all('message'), names });

  const moderator = await signedIn(browser, 'moderator', '/queue');
  await expect(moderator.locator('[data-queue-row]').first()).toBeVisible();
  await expectInert(moderator);
  await takeItem(moderator, itemId);
  await moderator.keyboard.press('u');
  await moderator.keyboard.press('u');
  await expectInert(moderator, all('message'), link('account'));
  await moderator.keyboard.down('Space');
  await expect(moderator.getByAltText('Grey image 1 of 1')).toBeVisible();
  await moderator.keyboard.up('Space');
  await moderator.keyboard.press('Shift+R');
  await moderator.getByRole('textbox', { name: 'Reason' }).fill(all('reason'));
  await moderator.getByRole('button', { name: 'Reveal', exact: true }).click();
  await expect(moderator.getByAltText('Revealed image 1 of 1')).toBeVisible();
  await moderator.keyboard.press('b');
  await moderator.keyboard.press('4');
  await moderator.getByLabel('Note for the case').fill(all('note'));
  await moderator.keyboard.press('Tab');
  await moderator.keyboard.press('e');
  await expect(moderator.getByText('Decision saved')).toBeVisible();
  await moderator.getByRole('main').getByRole('link', { name: caseNumber }).first().click();
  await expect(moderator.getByRole('heading', { name: 'Notes' })).toBeVisible();
  await expectInert(moderator, all('note'));
  await moderator.goto(`${moderator.url()}?tab=accounts`);
  await expectInert(moderator, link('account'), image('screen name'), script('display name'));
  await moderator.goto('/reports');
  await expect(moderator.getByRole('heading', { name: 'Reports' })).toBeVisible();
  await expectInert(moderator);

  const supervisor = await signedIn(browser, 'supervisor', `/audit?case=${caseNumber}`);
  await expectInert(supervisor, all('reason'));
});

test('markup in the name of a person or of a key shows as text and does not run', async ({ browser }) => {
  useSystem();
  const [id, keyId] = [randomIds.next(), randomIds.next()];
  const now = systemClock.now();
  await db().person.create({ data: { id, email: `injected-${id}@example.com`, displayName: all('person'), pseudonym: image(id), role: 'liaison', createdAt: now } });
  await db().apiKey.create({ data: { id: keyId, name: all(keyId), scopes: [], createdAt: now } });
  try {
    const admin = await signedIn(browser, 'admin', '/people');
    await expectInert(admin, all('person'), image(id));
    await admin.goto('/api-keys');
    await expectInert(admin, all(keyId));
  } finally {
    await db().person.update({ where: { id }, data: { disabledAt: now } });
    await db().apiKey.update({ where: { id: keyId }, data: { revokedAt: now } });
  }
});

test.describe('when the database refuses', () => {
  // React says on the console what the server would not show.
  test.use({ tolerated: [/Minified React error #441/] });
  test('a page that breaks says so under the same policy, and comes back', async ({ browser }) => {
    const owner = new pg.Client({ connectionString: system().ownerUrl });
    await owner.connect();
    const role = decodeURIComponent(new URL(system().databaseUrl).username);
    const admin = await signedIn(browser, 'admin', null);
    try {
      await owner.query(`REVOKE SELECT ON "ApiKey" FROM "${role}"`);
      await admin.goto('/api-keys');
      await expect(admin.getByRole('heading', { name: 'Something went wrong' })).toBeAttached();
      await owner.query(`GRANT SELECT ON "ApiKey" TO "${role}"`);
      await admin.getByRole('button', { name: 'Try again' }).click();
      await expect(admin.getByRole('heading', { name: 'API keys' })).toBeVisible();
    } finally {
      await owner.query(`GRANT SELECT ON "ApiKey" TO "${role}"`);
      await owner.end();
    }
  });
});
