import { type Page, expect } from '@playwright/test';
import { db } from '@/lib/db';
import { randomIds } from '@/lib/kernel';
import { expectAccessible } from './harness/accessible';
import { signedIn, tabTo, takeItem } from './harness/desk';
import { grooming, pushItem } from './harness/platform';
import { useSystem } from './harness/session-of';
import { test } from './harness/tidy';

async function newCase(): Promise<{ itemId: string; caseId: string; caseNumber: string; subject: string }> {
  const subject = `wall-${randomIds.next()}`;
  const { itemId, caseNumber } = await pushItem({ externalId: subject, subject, signals: [grooming] });
  useSystem();
  const { caseId } = await db().item.findUniqueOrThrow({ where: { id: itemId } });
  return { itemId, caseId, caseNumber, subject };
}

const gone = (page: Page) => expect(page.getByText('There is nothing here')).toBeVisible();
const pseudonymOf = async (email: string) => (await db().person.findUniqueOrThrow({ where: { email } })).pseudonym;

/** Opens a dialog by its button, gives a reason and confirms, by keyboard. */
async function sayWhy(page: Page, reason: string, confirm: string): Promise<void> {
  await tabTo(page, 'Reason');
  await page.keyboard.type(reason);
  await tabTo(page, confirm);
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeHidden();
}

test('whoever is kept away from a case loses it from every open page at once, and has it again when let back', async ({ browser }) => {
  test.setTimeout(180_000);
  const { itemId, caseId, caseNumber, subject } = await newCase();
  const name = await pseudonymOf('moderator@example.com');
  const [moderator, supervisor] = [await signedIn(browser, 'moderator', null), await signedIn(browser, 'supervisor', null)];
  await takeItem(moderator, itemId);
  const casePage = await moderator.context().newPage();
  await casePage.goto(`/cases/${caseId}?tab=access`);
  // What is for supervisors alone says so, and does nothing.
  const off = casePage.getByRole('button', { name: 'Keep somebody away…' });
  await expect(off).toHaveAttribute('aria-disabled', 'true');
  await expect(off).toHaveAttribute('title', /supervisor role/);
  await expectAccessible(casePage, 'access to a case, as a moderator');

  await supervisor.goto(`/cases/${caseId}?tab=access`);
  await expect(supervisor.getByText('Nobody is kept away')).toBeVisible();
  await tabTo(supervisor, 'Keep somebody away…');
  await supervisor.keyboard.press('Enter');
  await expect(supervisor.getByRole('dialog')).toBeVisible();
  await expectAccessible(supervisor, 'keep somebody away');
  await supervisor.getByRole('combobox', { name: 'Person' }).selectOption({ label: `${name}, moderator` });
  await sayWhy(supervisor, 'Went to school with the subject', 'Keep away');

  const row = supervisor.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('Went to school with the subject');
  await expectAccessible(supervisor, 'access to a case, as a supervisor');
  await gone(moderator);
  await gone(casePage);
  await moderator.goto('/queue');
  await expect(moderator.getByText(subject)).toHaveCount(0);
  await moderator.goto(`/cases?status=all&text=${caseNumber}`);
  await expect(moderator.getByText('No case matches')).toBeVisible();

  await row.getByRole('button', { name: `Let ${name} back…` }).press('Enter');
  await sayWhy(supervisor, 'It was somebody else', 'Let back');
  await expect(row).toContainText('Let back by');
  await moderator.goto(`/review/${itemId}`);
  await expect(moderator.getByRole('button', { name: 'Take this item' })).toBeVisible();
});

test('whoever steps back is warned, and then no longer has the case', async ({ browser }) => {
  const { caseId, caseNumber } = await newCase();
  const liaison = await signedIn(browser, 'liaison', `/cases/${caseId}`);
  await tabTo(liaison, 'Step back…');
  await liaison.keyboard.press('Enter');
  await expect(liaison.getByRole('dialog')).toContainText('The case then disappears for you');
  await expectAccessible(liaison, 'step back');
  await sayWhy(liaison, 'Knows the subject’s family', 'Step back');
  await liaison.waitForURL('**/cases');
  await expect(liaison.getByText(`You stepped back from case ${caseNumber}`)).toBeVisible();
  await expect(liaison.getByRole('link', { name: caseNumber })).toHaveCount(0);
  await liaison.goto(`/cases/${caseId}`);
  await gone(liaison);
});
