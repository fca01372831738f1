import { type Page, expect } from '@playwright/test';
import { sandboxReports, signedIn, signedInByKeyboard, tabTo, takeItem } from './harness/desk';
import { threePictures } from './harness/pictures';
import { type Pushed, exactMatch, grooming, nearMatch, pushItem, pushMedia } from './harness/platform';
import { test } from './harness/quiet-console';

/** Reports with Shift+Enter, checks that nothing is called filed before the hotline has it, and answers the receipt. */
async function reportAndWait(page: Page): Promise<string> {
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByText('Waiting to be sent to the hotline')).toBeVisible();
  await expect(page.getByText('Can still be undone')).toBeVisible();
  const receipt = page.locator('dd strong');
  await expect(receipt).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: 'Receipt, still to come' })).toBeVisible();
  await expect(receipt).toBeVisible({ timeout: 30_000 });
  const number = await receipt.innerText();
  expect((await sandboxReports()).find(({ id }) => id === number)?.state).toBe('finished');
  return number;
}

test('one flagged message goes from intake to a filed report and a readable trail, by keyboard alone', async ({ browser }) => {
  test.setTimeout(180_000);
  const pictures = await threePictures();
  const [first = '', second = '', third = ''] = await Promise.all(pictures.map((picture) => pushMedia(picture)));
  const unseen = await pushItem({ externalId: 'story-exact', subject: 'story-u1', mediaIds: [first], signals: [exactMatch(first)] });
  const seen = await pushItem({ externalId: 'story-near', subject: 'story-u2', mediaIds: [second], signals: [nearMatch(second)] });
  const raced = await pushItem({ externalId: 'story-raced', subject: 'story-u3', mediaIds: [third], signals: [nearMatch(third)] });
  const textOnly = await pushItem({ externalId: 'story-text', subject: 'story-u4', signals: [grooming], text: 'Shall we meet at the allotment on Sunday?' });

  const [anna, ben] = await Promise.all([signedInByKeyboard(browser, 'moderator'), signedInByKeyboard(browser, 'moderator2')]);

  await test.step('two moderators race for one item and exactly one gets it', async () => {
    await Promise.all([anna, ben].map((page) => page.goto(`/review/${raced.itemId}`)));
    await Promise.all([anna, ben].map((page) => expect(page.getByRole('button', { name: 'Take this item' })).toBeVisible()));
    await Promise.all([anna, ben].map((page) => page.keyboard.press('t')));
    const form = (page: Page) => page.getByRole('radio', { name: 'Apparent CSAM' });
    await expect.poll(async () => (await Promise.all([anna, ben].map((page) => form(page).isVisible()))).filter(Boolean).length).toBe(1);
    const loser = (await form(anna).isVisible()) ? ben : anna;
    await expect(loser.getByText(/took this item a moment before you/)).toBeVisible();
    const winner = loser === ben ? anna : ben;
    await winner.keyboard.press('x');
    await winner.waitForURL('**/queue');
  });

  const withoutViewing = await test.step('an exact match is decided and reported without viewing', async () => {
    await takeItem(anna, unseen.itemId);
    await expect(anna.getByText('Not needed to decide')).toBeVisible();
    await anna.keyboard.press('1');
    await tabTo(anna, 'Note for the case');
    await anna.keyboard.type('Known from the confirmed list; not viewed.');
    await anna.keyboard.press('Tab');
    return reportAndWait(anna);
  });

  const afterReveal = await test.step('a near match is peeked at, revealed with a reason, and reported', async () => {
    await takeItem(ben, seen.itemId);
    await ben.keyboard.down('Space');
    await expect(ben.getByAltText('Grey image 1 of 1')).toBeVisible();
    await ben.keyboard.up('Space');
    await expect(ben.getByAltText('Grey image 1 of 1')).toHaveCount(0);
    await ben.keyboard.press('Shift+R');
    const reason = ben.getByRole('textbox', { name: 'Reason' });
    await expect(reason).toBeFocused();
    await ben.keyboard.type('Near match; quality has to be judged');
    await tabTo(ben, 'Reveal');
    await ben.keyboard.press('Enter');
    await expect(reason).toBeVisible();
    await ben.keyboard.press('Shift+Enter');
    await expect(ben.getByAltText('Revealed image 1 of 1')).toBeVisible();
    await ben.keyboard.press('b');
    await expect(ben.getByAltText('Revealed image 1 of 1')).toHaveCount(0);
    await ben.keyboard.press('1');
    return reportAndWait(ben);
  });

  await test.step('a text-only item is unfolded, decided, taken back and released', async () => {
    await takeItem(anna, textOnly.itemId);
    await anna.keyboard.press('u');
    await expect(anna.getByText('Shall we meet at the allotment on Sunday?')).toBeVisible();
    await anna.keyboard.press('4');
    await anna.keyboard.press('e');
    await expect(anna.getByText('Decision saved')).toBeVisible();
    await expect(anna.getByText('Decided', { exact: true })).toBeVisible();
    await anna.keyboard.press('z');
    await expect(anna.getByText('The item is yours again.')).toBeVisible();
    await expect(anna.getByRole('radio', { name: 'Not violating' })).toBeChecked();
    await expect(anna.getByRole('button', { name: 'Release' })).not.toHaveAttribute('aria-busy', 'true');
    await anna.keyboard.press('x');
    await anna.waitForURL('**/queue');
  });

  await test.step('the hotline holds two finished reports, one with fileViewedByEsp false and one true', async () => {
    const reports = new Map((await sandboxReports()).map((report) => [report.id, report]));
    expect(reports.get(withoutViewing)).toMatchObject({ state: 'finished', files: [{ fileViewedByEsp: false }, { name: 'conversation-1.txt' }] });
    expect(reports.get(afterReveal)).toMatchObject({ state: 'finished', files: [{ fileViewedByEsp: true }, { name: 'conversation-1.txt' }] });
  });

  await test.step('the supervisor finds every step in the audit trail', async () => {
    const supervisor = await signedIn(browser, 'supervisor', null);
    const found = async ({ caseNumber }: Pushed, steps: readonly string[]) => {
      await supervisor.goto(`/audit?case=${caseNumber}`);
      const table = supervisor.getByRole('table');
      for (const step of steps) await expect(table.getByText(step).first()).toBeVisible();
    };
    await found(unseen, ['Sent an item', 'Opened a case', 'Took an item', 'Saved a decision', 'Asked for a report', 'Report finished at the hotline', 'Added a note']);
    await found(seen, ['Peeked', 'Revealed an original', 'Near match; quality has to be judged', 'Report finished at the hotline']);
    await found(textOnly, ['Unfolded a message', 'Saved a decision', 'Undid a decision', 'Released an item']);
  });
});
