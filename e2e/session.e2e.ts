import { type Page, expect } from '@playwright/test';
import { endSessions } from '@/lib/access';
import { db, transact } from '@/lib/db';
import { type Role, ok, randomIds, systemClock } from '@/lib/kernel';
import { expectAccessible } from './harness/accessible';
import { DEMO_ANSWER, signedIn, tabTo, takeItem } from './harness/desk';
import { draw } from './harness/pictures';
import { grooming, nearMatch, pushItem, pushMedia } from './harness/platform';
import { test } from './harness/tidy';
import { age, lockScreen, sessionRowOf, unlock } from './harness/unlock';

const MINUTE = 60_000;
const stepUpDialog = (page: Page) => page.getByRole('dialog', { name: 'Your second factor, once more' });

async function menu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: /: menu$/ }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function openCase(page: Page, number: string): Promise<void> {
  await page.goto('/cases?status=all');
  await page.getByRole('link', { name: number }).click();
  await expect(page.getByRole('heading', { name: 'Notes' })).toBeVisible();
}

/** What an admin's change of role does to the person's sessions. */
async function giveRole(personId: string, role: Role): Promise<void> {
  await transact(db(), async (tx) => {
    const ctx = { tx, actor: { kind: 'system', name: 'a test' }, clock: systemClock, ids: randomIds, requestId: randomIds.next() } as const;
    await tx.person.update({ where: { id: personId }, data: { role } });
    await endSessions(ctx, personId, 'person_changed');
    return ok();
  });
}

test('a reveal asks for a fresh second factor, goes on by itself once it is answered, and shows nothing when it is not', async ({ browser }) => {
  const mediaId = await pushMedia(await draw(31));
  const { itemId } = await pushItem({ externalId: 'session-1', subject: 'session-u1', mediaIds: [mediaId], signals: [nearMatch(mediaId)] });
  const page = await signedIn(browser, 'moderator', null);
  await takeItem(page, itemId);
  await age('moderator', { verifiedAt: 16 });

  await page.keyboard.press('Shift+R');
  await page.keyboard.type('Quality has to be judged');
  await tabTo(page, 'Reveal');
  await page.keyboard.press('Shift+Enter');
  await expect(stepUpDialog(page)).toBeVisible();
  await expect(page.getByRole('button', { name: DEMO_ANSWER })).toBeFocused();
  await expectAccessible(page, 'step-up');
  await page.keyboard.press('Escape');
  await expect(page.getByText('so nothing was done')).toBeVisible();
  await expect(page.getByAltText('Revealed image 1 of 1')).toHaveCount(0);

  await page.keyboard.press('Shift+R');
  await expect(page.getByRole('textbox', { name: 'Reason' })).toHaveValue('Quality has to be judged');
  await tabTo(page, 'Reveal');
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByRole('button', { name: DEMO_ANSWER })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByAltText('Revealed image 1 of 1')).toBeVisible();
  expect(Date.now() - (await sessionRowOf('moderator')).verifiedAt.getTime()).toBeLessThan(MINUTE);
  await page.keyboard.press('b');
  await page.keyboard.press('x');
  await page.waitForURL('**/queue');
});

test('locking hides everything at once, blurs what was revealed, and gives the draft back to the same person; its other tabs go along', async ({ browser }) => {
  const mediaId = await pushMedia(await draw(32));
  const { itemId } = await pushItem({ externalId: 'session-2', subject: 'session-u2', mediaIds: [mediaId], signals: [nearMatch(mediaId)] });
  const page = await signedIn(browser, 'moderator', null);
  await takeItem(page, itemId);
  await page.keyboard.press('4');
  const neighbour = await page.context().newPage();
  await neighbour.goto('/cases');
  await expect(neighbour.getByRole('heading', { name: 'Cases' })).toBeVisible();
  await page.bringToFront();
  await page.getByRole('textbox', { name: 'Note for the case' }).fill('A half-written');
  await page.getByRole('heading', { name: 'Conversation' }).click();
  await page.keyboard.press('Shift+R');
  await page.keyboard.type('To see it blurred by the lock');
  await tabTo(page, 'Reveal');
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByAltText('Revealed image 1 of 1')).toBeVisible();

  await page.keyboard.press('Shift+L');
  await expect(lockScreen(page)).toBeVisible();
  await expect(lockScreen(neighbour)).toBeVisible();
  await expect(page).toHaveTitle('Locked · Watchkeeper');
  expect(await page.locator('body').innerText()).not.toMatch(/half-written|Facts|Case C-/);
  await expect(page.getByRole('radio', { name: 'Not violating', includeHidden: false })).toHaveCount(0);
  await expect.poll(async () => (await sessionRowOf('moderator')).endedFor).toBe('locked');
  await expectAccessible(page, 'lock screen');
  // No shortcut reaches what is under the lock.
  await page.getByRole('heading', { name: 'The desk is locked' }).click();
  await page.keyboard.press('x');

  await unlock(page, 'moderator');
  await expect(neighbour.getByRole('heading', { name: 'Cases' })).toBeVisible();
  await neighbour.close();
  await expect(page.getByRole('radio', { name: 'Not violating' })).toBeChecked();
  await expect(page.getByRole('textbox', { name: 'Note for the case' })).toHaveValue('A half-written');
  await expect(page.getByAltText('Revealed image 1 of 1')).toHaveCount(0);
  await expect(page).toHaveTitle(/Review/);
  await expect(page).toHaveURL(new RegExp(itemId));
  await page.getByRole('heading', { name: 'Conversation' }).click();
  await page.keyboard.press('x');
  await page.waitForURL('**/queue');
});

test('an idle desk locks by the clock, an open dialog and a half-written note wait under it, and another person gets neither', async ({ browser }) => {
  const { caseNumber } = await pushItem({ externalId: 'session-3', subject: 'session-u3', signals: [grooming] });
  const page = await signedIn(browser, 'supervisor', null);
  await page.clock.install();
  await openCase(page, caseNumber);
  const note = page.getByRole('textbox', { name: 'New note' });
  await note.fill('Not finished, and nobody else’s to');
  await page.getByRole('heading', { name: 'Notes' }).click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();

  await age('supervisor', { lastSeenAt: 16 });
  await page.clock.fastForward(15 * MINUTE);
  await expect(lockScreen(page)).toBeVisible();
  await unlock(page, 'supervisor');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(note).toHaveValue('Not finished, and nobody else’s to');

  await age('supervisor', { lastSeenAt: 16 });
  await page.clock.fastForward(15 * MINUTE);
  await unlock(page, 'liaison');
  await page.waitForURL('**/cases');
  await expect(page.getByRole('button', { name: /: menu$/ })).toHaveAccessibleName(/Liaison/);
  expect(await page.content()).not.toContain('Not finished');
});

test('an act that finds the session over locks the desk, is not repeated behind one’s back, and works once more', async ({ browser }) => {
  const { caseNumber } = await pushItem({ externalId: 'session-4', subject: 'session-u4', signals: [grooming] });
  const page = await signedIn(browser, 'supervisor', null);
  await openCase(page, caseNumber);
  const note = page.getByRole('textbox', { name: 'New note' });
  await note.fill('Written before the session was over');
  await age('supervisor', { lastSeenAt: 16 });
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(lockScreen(page)).toBeVisible();
  await page.getByRole('textbox', { name: 'E-mail' }).fill('supervisor@example.com');
  await page.getByRole('textbox', { name: 'Password' }).fill('not this one');
  await page.keyboard.press('Enter');
  await expect(page.getByText('do not fit together')).toBeVisible();
  await unlock(page, 'supervisor');
  await expect(page.getByText('do it once more')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Notes, newest first' })).toHaveCount(0);
  await expect(note).toHaveValue('Written before the session was over');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(page.getByRole('list', { name: 'Notes, newest first' })).toContainText('Written before the session was over');
});

test('a page that others’ work draws anew locks in place when it finds its session over, and is drawn once somebody is back', async ({ browser }) => {
  const { caseNumber } = await pushItem({ externalId: 'session-5', subject: 'session-u5', signals: [grooming] });
  const [page, colleague] = [await signedIn(browser, 'supervisor', null), await signedIn(browser, 'moderator2', null)];
  await openCase(page, caseNumber);
  await openCase(colleague, caseNumber);
  const note = page.getByRole('textbox', { name: 'New note' });
  await note.fill('Half of a note');
  await age('supervisor', { lastSeenAt: 16 });
  await colleague.getByRole('textbox', { name: 'New note' }).fill('From a colleague');
  await colleague.getByRole('button', { name: 'Add note' }).click();
  await unlock(page, 'supervisor');
  await expect(page.getByRole('list', { name: 'Notes, newest first' })).toContainText('From a colleague');
  await expect(note).toHaveValue('Half of a note');
});

test('a warning comes before the time-out, one key keeps the session, and nothing that the page does by itself keeps it', async ({ browser }) => {
  const page = await signedIn(browser, 'moderator', null);
  await age('moderator', { lastSeenAt: 13.5 });
  const before = (await sessionRowOf('moderator')).lastSeenAt;
  await page.goto('/queue');
  await expect(page.getByRole('dialog', { name: 'Are you still here?' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stay signed in' })).toBeFocused();
  await expectAccessible(page, 'warning');
  expect((await sessionRowOf('moderator')).lastSeenAt).toEqual(before);

  await page.keyboard.press('Space');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(async () => Date.now() - (await sessionRowOf('moderator')).lastSeenAt.getTime()).toBeLessThan(MINUTE);
});

test('signing out clears the browser, keeps its tastes, takes the other tab along, and leaves nothing for Back', async ({ browser }) => {
  const page = await signedIn(browser, 'moderator');
  await page.getByRole('button', { name: /: menu$/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Single-key shortcuts' }).click();
  await page.keyboard.press('Escape');
  const other = await page.context().newPage();
  await other.goto('/cases');
  await expect(other.getByRole('heading', { name: 'Cases' })).toBeVisible();

  const [answer] = await Promise.all([page.waitForResponse('**/api/session/end'), menu(page, 'Sign out')]);
  expect(await answer.headerValue('clear-site-data')).toBe('"cache", "storage"');
  await page.waitForURL('**/sign-in');
  await other.waitForURL('**/sign-in');
  const left = Object.fromEntries((await page.context().cookies()).map(({ name, value }) => [name, value]));
  expect(left).toMatchObject({ 'single-keys': 'off' });
  expect(Object.keys(left)).not.toContain('watchkeeper.session');
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0);
});

test('a role taken away in one window is refused in the other at the next click, also when nothing told it', async ({ browser }) => {
  const page = await signedIn(browser, 'moderator2', null);
  await page.route('**/api/events', (route) => route.abort());
  await page.goto('/queue');
  const { personId } = await sessionRowOf('moderator2');
  try {
    await giveRole(personId, 'auditor');
    await page.keyboard.press('t');
    await unlock(page, 'moderator2');
    await page.waitForURL('**/audit');
    await page.goto('/queue');
    await expect(page.getByText('This page is for another role')).toBeVisible();
  } finally {
    await giveRole(personId, 'moderator');
  }
});

test('ending a session from the list of one’s own locks it on the other device at once', async ({ browser }) => {
  const [here, there] = [await signedIn(browser, 'liaison'), await signedIn(browser, 'liaison')];
  await there.goto('/cases');
  await expect(there.getByRole('heading', { name: 'Cases' })).toBeVisible();
  await menu(here, 'Your account');
  const table = here.getByRole('region', { name: 'Your sessions' });
  await expect(table.getByText('This one')).toHaveCount(1);
  await expectAccessible(here, 'account');
  await here.getByRole('button', { name: 'End all others' }).click();
  await expect(here.getByText('All other sessions are ended')).toBeVisible();
  await expect(table.getByRole('row')).toHaveCount(2);
  await expect(lockScreen(there)).toBeVisible();
  await expect(lockScreen(here)).toHaveCount(0);
});

test('a passkey is added, named anew, answers step-up, and its removal ends every other session', async ({ browser }) => {
  const page = await signedIn(browser, 'auditor', null);
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('WebAuthn.enable');
  await protocol.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  await page.goto('/account');
  await page.getByRole('button', { name: 'Add a passkey…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Key on my ring');
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  await expect(page.getByRole('cell', { name: 'Key on my ring', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Rename Key on my ring' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Key in the drawer');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('cell', { name: 'Key in the drawer', exact: true })).toBeVisible();

  await age('auditor', { verifiedAt: 16 });
  const mine = (await sessionRowOf('auditor')).id;
  const elsewhere = await signedIn(browser, 'auditor');
  await db().session.update({ where: { id: mine }, data: { createdAt: new Date() } });
  await page.getByRole('button', { name: 'Remove Key in the drawer' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(stepUpDialog(page)).toBeVisible();
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByRole('cell', { name: 'Key in the drawer', exact: true })).toHaveCount(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(lockScreen(elsewhere)).toBeVisible();
});
