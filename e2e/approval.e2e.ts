import { expect } from '@playwright/test';
import { db } from '@/lib/db';
import { expectAccessible } from './harness/accessible';
import { sandboxReports, signedIn, takeItem } from './harness/desk';
import { draw } from './harness/pictures';
import { nearMatch, pushItem, pushMedia } from './harness/platform';
import { useSystem } from './harness/session-of';
import { test } from './harness/tidy';

const RULE = { hotline_harm: { hotline: '*', harm: 'apparent_csam' } };

test.beforeAll(async () => {
  useSystem();
  await db().approvalRule.upsert({ where: RULE, create: { ...RULE.hotline_harm, forKnown: false, forNovel: true, updatedAt: new Date() }, update: { forNovel: true } });
});
test.afterAll(async () => {
  await db().approvalRule.update({ where: RULE, data: { forNovel: false } });
});

test('a report of new material goes through a second person: not through its own, back once, and filed when a colleague agrees', async ({ browser }) => {
  test.setTimeout(240_000);
  const mediaId = await pushMedia(await draw(907));
  const { itemId } = await pushItem({ externalId: 'approval-1', subject: 'approval-subject', mediaIds: [mediaId], signals: [nearMatch(mediaId)] });
  const first = await signedIn(browser, 'moderator');
  await takeItem(first, itemId);
  await first.keyboard.press('1');
  await first.keyboard.press('Shift+Enter');
  await expect.poll(async () => (await db().report.findFirst({ where: { itemId } }))?.state).toBe('awaiting_approval');
  const { id: reportId } = await db().report.findFirstOrThrow({ where: { itemId } });
  const receiptsBefore = (await sandboxReports()).length;

  // One's own is in sight, with the reason, and neither keys nor buttons do anything.
  await first.goto('/reports/approvals');
  await expect(first.getByRole('row').filter({ hasText: 'You asked for this report' })).toBeVisible();
  await first.goto(`/reports/approvals/${reportId}`);
  const agree = (page: typeof first) => page.getByRole('button', { name: /^Agree: file/ });
  await expect(agree(first)).toHaveAttribute('aria-disabled', 'true');
  await first.keyboard.press('Shift+Enter');
  await expect(first.getByText('You asked for this report. A colleague agrees to it, or sends it back.').first()).toBeVisible();
  expect((await db().report.findUniqueOrThrow({ where: { id: reportId } })).state).toBe('awaiting_approval');

  // A colleague finds it by keyboard, reads it without a pixel, and sends it back.
  const second = await signedIn(browser, 'moderator2', '/reports');
  await second.getByRole('link', { name: 'Reports to agree to' }).focus();
  await second.keyboard.press('Enter');
  await second.waitForURL('**/reports/approvals');
  const row = second.getByRole('row').filter({ has: second.locator(`a[href="/reports/approvals/${reportId}"]`) });
  await expect(row).toContainText('Read it, then agree or send it back.');
  await expectAccessible(second, 'the list of approvals');
  await row.getByRole('link').focus();
  await second.keyboard.press('Enter');
  await expect(second.getByRole('heading', { name: 'What happened' })).toBeVisible();
  await expect(second.getByText('Sent as not viewed')).toBeVisible();
  await expect(second.getByText('The tomatoes are ripe.')).toHaveCount(0);
  await expect(second.getByRole('link', { name: 'Open the item' })).toHaveAttribute('href', `/review/${itemId}`);
  await expect(second.locator('main img, main canvas, main video')).toHaveCount(0);
  await expectAccessible(second, 'a report to agree to');
  await second.screenshot({ path: test.info().outputPath('approval.png'), fullPage: true });
  await second.keyboard.press('b');
  await second.getByRole('dialog').getByLabel('Why').fill('Short');
  await second.getByRole('dialog').getByRole('button', { name: 'Send back' }).click();
  await expect(second.getByRole('dialog').getByText('Say why in at least 10 characters')).toBeVisible();
  await expectAccessible(second, 'sending back');
  await second.getByRole('dialog').getByLabel('Why').fill('Is the second account the same person?');
  await second.getByRole('dialog').getByRole('button', { name: 'Send back' }).click();
  await second.waitForURL('**/reports/approvals');

  // Its creator reads why and asks again.
  await first.goto(`/reports/${reportId}`);
  await first.getByRole('link', { name: 'Read why, and ask again' }).click();
  await first.waitForURL(`**/reports/approvals/${reportId}`);
  await expect(first.getByText('Is the second account the same person?')).toBeVisible();
  await expectAccessible(first, 'a report that was sent back');
  await first.getByLabel('Or say what a colleague should know').fill('It is another one; see the profile.');
  await first.getByRole('button', { name: 'Ask again' }).click();
  await first.waitForURL('**/reports/approvals');

  // Plain Enter agrees to nothing; Shift+Enter does, and the sandbox has it after the undo.
  await second.goto(`/reports/approvals/${reportId}`);
  await agree(second).focus();
  await second.keyboard.press('Enter');
  expect((await db().report.findUniqueOrThrow({ where: { id: reportId } })).state).toBe('awaiting_approval');
  await second.keyboard.press('Shift+Enter');
  await second.waitForURL('**/reports/approvals');
  await expect(second.getByText('You agreed')).toBeVisible();
  await expect.poll(async () => (await db().report.findUniqueOrThrow({ where: { id: reportId } })).state, { timeout: 60_000 }).toBe('filed');
  expect((await sandboxReports()).length).toBe(receiptsBefore + 1);
});

test('an admin sets a hotline by keyboard; what was entered as credentials comes back nowhere, and a supervisor only reads', async ({ browser }) => {
  test.setTimeout(180_000);
  const secret = 'a-password-that-is-nowhere-else';
  const admin = await signedIn(browser, 'admin', '/hotlines');
  const answers: string[] = [];
  admin.on('response', (response) => void response.text().then((text) => answers.push(text), () => undefined));
  await expect(admin.getByRole('heading', { name: 'Hotlines', level: 1 })).toBeVisible();
  await expectAccessible(admin, 'hotlines');
  await admin.screenshot({ path: test.info().outputPath('hotlines.png'), fullPage: true });
  await expect(admin.getByRole('button', { name: 'Switch NCMEC CyberTipline on for real reports' })).toHaveAttribute('aria-disabled', 'true');

  await admin.getByRole('button', { name: 'Settings of NCMEC CyberTipline for real reports' }).focus();
  await admin.keyboard.press('Enter');
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('Address').fill('https://exttest.cybertip.org/ispws');
  await dialog.getByLabel('User name').fill('desk');
  await dialog.getByLabel('Password').fill(secret);
  await admin.keyboard.press('Enter');
  await expect(dialog.getByText('This is the authority’s test system, and these are the settings for real reports.').first()).toBeVisible();
  await expectAccessible(admin, 'settings of a hotline');
  await dialog.getByLabel('Address').fill('https://report.cybertip.org/ispws');
  await admin.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  const row = admin.getByRole('row').filter({ hasText: 'https://report.cybertip.org/ispws' });
  await expect(row).toContainText('Real reports');
  await expect(row).toContainText('This deployment is in test mode');
  expect(answers.join('\n')).not.toContain(secret);
  expect(await admin.content()).not.toContain(secret);

  await admin.getByRole('button', { name: 'Check NCMEC CyberTipline, for tests' }).focus();
  await admin.keyboard.press('Enter');
  await expect(admin.getByText('Address and credentials are good.')).toBeVisible({ timeout: 30_000 });

  const supervisor = await signedIn(browser, 'supervisor');
  await supervisor.keyboard.press('g');
  await supervisor.keyboard.press('h');
  await supervisor.waitForURL('**/hotlines');
  await expect(supervisor.getByRole('button', { name: 'Settings of NCMEC CyberTipline for tests' })).toHaveAttribute('aria-disabled', 'true');
});
