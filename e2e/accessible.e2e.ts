import { expect } from '@playwright/test';
import { expectAccessible } from './harness/accessible';
import { signedIn, takeItem } from './harness/desk';
import { draw } from './harness/pictures';
import { nearMatch, pushItem, pushMedia } from './harness/platform';
import { test } from './harness/tidy';

test('axe finds nothing serious on queue, review, case, reports and audit in both themes', async ({ browser }) => {
  const mediaId = await pushMedia(await draw(7));
  const { itemId } = await pushItem({ externalId: 'axe-1', subject: 'axe-u1', mediaIds: [mediaId], signals: [nearMatch(mediaId)] });

  const moderator = await signedIn(browser, 'moderator', '/queue');
  await expect(moderator.locator('[data-queue-row]').first()).toBeVisible();
  await expectAccessible(moderator, 'queue');
  await takeItem(moderator, itemId);
  await moderator.keyboard.press('1');
  await expectAccessible(moderator, 'review');
  await moderator.keyboard.press('Shift+R');
  await expect(moderator.getByRole('dialog')).toBeVisible();
  await expectAccessible(moderator, 'reveal dialog');
  await moderator.keyboard.press('Escape');
  await moderator.getByRole('main').getByRole('link', { name: /^C-/ }).click();
  await expect(moderator.getByRole('heading', { name: 'Notes' })).toBeVisible();
  await expectAccessible(moderator, 'case');
  await moderator.goto('/reports');
  await expect(moderator.getByRole('heading', { name: 'Reports' })).toBeVisible();
  await expectAccessible(moderator, 'reports');

  const supervisor = await signedIn(browser, 'supervisor', '/audit');
  await expect(supervisor.getByRole('table')).toBeVisible();
  await expectAccessible(supervisor, 'audit');
});

test('a person who is signed out, or of another role, gets neither pages nor bytes', async ({ browser, request }) => {
  const mediaId = await pushMedia(await draw(8));
  for (const path of ['/queue', '/audit', '/cases']) {
    const page = await browser.newPage();
    await page.goto(path);
    await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(path)}`);
    await page.close();
  }
  expect((await request.get(`/api/evidence/${mediaId}/preview`)).status()).toBe(401);
  const auditor = await signedIn(browser, 'auditor', null);
  expect((await auditor.request.get(`/api/evidence/${mediaId}/preview`)).status()).toBe(403);
  await auditor.goto('/queue');
  await expect(auditor.getByText('This page is for another role')).toBeVisible();
});
