import { type Browser, type Page, expect } from '@playwright/test';
import { generate } from 'otplib';
import pg from 'pg';
import { expectAccessible } from './harness/accessible';
import { signedIn } from './harness/desk';
import { system } from './harness/system';
import { test } from './harness/tidy';

const PASSWORD = 'a quiet orchard in late october';

let database: pg.Client;
test.beforeAll(async () => {
  database = new pg.Client({ connectionString: system().ownerUrl });
  await database.connect();
});
test.afterAll(() => database.end());
/** Time passes for whatever role is held: one of an earlier test would stand in the way of the next. */
const endTakenRoles = () => database.query(`UPDATE "BreakGlass" SET "endsAt" = now() - interval '1 second' WHERE "endedAt" IS NULL AND "endsAt" > now()`);
test.beforeEach(endTakenRoles);

/** Opens a person's menu on the people page and begins one of its acts. */
async function begin(admin: Page, pseudonym: string, act: string): Promise<void> {
  await admin.getByRole('button', { name: `Change the access of ${pseudonym}` }).click();
  await admin.getByRole('menuitem', { name: act }).click();
}
const confirm = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

/** Invites a moderator from the people page, and answers the link as it is shown. */
async function invite(admin: Page, email: string, name: string): Promise<{ link: string; pseudonym: string }> {
  await admin.goto('/people');
  await admin.getByRole('button', { name: 'Invite…' }).click();
  await admin.getByRole('textbox', { name: 'Name' }).fill(name);
  await admin.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await confirm(admin, 'Make the link');
  const dialog = admin.getByRole('dialog', { name: /^Link for MO-/ });
  const link = await dialog.locator('code').innerText();
  const pseudonym = (await dialog.getByRole('heading').innerText()).replace('Link for ', '');
  return { link, pseudonym };
}

/** Follows a link in a browser of its own, up to the open desk. */
async function join(browser: Browser, link: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: system().address })).newPage();
  await page.goto(link);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByRole('button', { name: 'Use an authenticator app' }).click();
  const secret = (await page.locator('code').innerText()).replaceAll(' ', '');
  await page.getByRole('textbox', { name: 'Code' }).fill(await generate({ secret }));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.waitForURL('**/queue');
  return page;
}

test('an invited person joins by a link that works once; a role taken away and an account disabled hold at the next click', async ({ browser }) => {
  test.setTimeout(180_000);
  const admin = await signedIn(browser, 'admin', null);
  const { link, pseudonym } = await invite(admin, 'jo.ferrant@example.com', 'Jo Ferrant');
  await expectAccessible(admin, 'a link');
  await confirm(admin, 'I have copied it');
  await expect(rowOf(admin, pseudonym)).toContainText(/Invited.*link works until/);

  const joined = await join(browser, link);
  await expect(rowOf(admin, pseudonym)).toContainText('Active');
  await admin.reload();
  await expect(rowOf(admin, pseudonym)).toContainText('app, 10 recovery codes');
  const late = await (await browser.newContext()).newPage();
  await late.goto(link);
  await expect(late.getByRole('link', { name: 'Go to sign in' })).toBeVisible();
  await expect(late.getByLabel('New password')).toHaveCount(0);

  await test.step('another role', async () => {
    await begin(admin, pseudonym, 'Change role…');
    await admin.getByRole('combobox', { name: 'New role' }).selectOption('auditor');
    await expectAccessible(admin, 'the question before a role');
    await confirm(admin, 'Change role');
    await expect(rowOf(admin, pseudonym)).toContainText('Sees no content');
    await expect(joined.getByText('access was changed')).toBeVisible();
    expect((await joined.request.get('/queue', { maxRedirects: 0 })).status()).toBe(307);
  });

  await test.step('disabled, and never again by that password', async () => {
    await begin(admin, pseudonym, 'Disable…');
    await confirm(admin, 'Disable');
    await expect(rowOf(admin, pseudonym)).toContainText('Disabledby an admin');
    const page = await (await browser.newContext({ baseURL: system().address })).newPage();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill('jo.ferrant@example.com');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(page.getByText(/do not fit together/)).toBeVisible();
  });

  await test.step('one’s own access is out of reach, with the reason', async () => {
    await admin.getByRole('button', { name: 'Change the access of AD-01' }).click();
    await expect(admin.getByRole('menuitem', { name: /^Disable….*ask another admin/ })).toHaveAttribute('aria-disabled', 'true');
    await expectAccessible(admin, 'the menu of a person');
    await admin.keyboard.press('Escape');
    await expect(admin.getByRole('button', { name: 'Change the access of AD-01' })).toBeFocused();
  });
});

test('the list is narrowed by its address, and says how many people reach content', async ({ browser }) => {
  const admin = await signedIn(browser, 'admin', '/people');
  await expect(admin.getByRole('region', { name: 'How many have access' })).toContainText(/Can reach content\d+ of \d+ people/);
  await admin.getByRole('combobox', { name: 'Role' }).selectOption('liaison');
  await admin.getByRole('button', { name: 'Show' }).click();
  await admin.waitForURL('**/people?*role=liaison*');
  await expect(rowOf(admin, 'LI-01')).toContainText('Liaison');
  await expect(rowOf(admin, 'Moderator')).toHaveCount(0);
  await admin.goto('/people?text=nobody-of-that-name');
  await expect(admin.getByText('Nobody matches')).toBeVisible();
  await admin.getByRole('link', { name: 'Show everybody' }).click();
  await expect(rowOf(admin, 'AD-01')).toContainText('(you)');
  await expectAccessible(admin, 'people');
});

/** Takes the moderator role on the break-glass page, by its form. */
async function takeRole(admin: Page, minutes: string, reason: string): Promise<void> {
  await admin.goto('/break-glass');
  await admin.getByRole('textbox', { name: /^Minutes/ }).fill(minutes);
  await admin.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await admin.getByRole('button', { name: 'Take the role…' }).click();
  await confirm(admin, 'Take the role');
  await admin.waitForURL('**/queue');
}

test('a role taken by break-glass works at once, is seen by supervisors, is given back, and stays until it is signed off', async ({ browser }) => {
  test.setTimeout(180_000);
  const reason = 'The only moderator on call cannot be reached by phone.';
  const [admin, supervisor] = [await signedIn(browser, 'admin', '/queue'), await signedIn(browser, 'supervisor', '/cases')];
  await expect(admin.getByText('This page is for another role')).toBeVisible();
  await admin.goto('/break-glass');
  await admin.getByRole('button', { name: 'Take the role…' }).click();
  await expect(admin.getByText('Say why in at least 10 characters')).toBeVisible();
  await expectAccessible(admin, 'taking a role');
  await takeRole(admin, '17', reason);

  const bar = admin.getByRole('region', { name: 'Break-glass' });
  await expect(bar).toContainText(/You hold the moderator role by break-glass until \d\d:\d\d UTC, 1[67] minutes more/);
  await expect(admin.getByText('This page is for another role')).toHaveCount(0);
  await expectAccessible(admin, 'the bar of a taken role');

  const alert = supervisor.getByRole('status').getByRole('listitem').filter({ hasText: 'AD-01 holds the moderator role for 17 minutes' });
  await expect(alert).toBeVisible();
  await expectAccessible(supervisor, 'an alert');
  await alert.getByRole('link').click();
  await supervisor.waitForURL('**/break-glass');
  const row = rowOf(supervisor, reason);
  const signOff = row.getByRole('button', { name: 'Sign off the moderator role of AD-01' });
  await expect(signOff).toHaveAttribute('title', /still runs/);

  await bar.getByRole('button', { name: 'Give it back' }).click();
  await admin.waitForURL('**/break-glass');
  await expect(bar).toHaveCount(0);
  await expect(rowOf(admin, reason)).toContainText('Not yet');

  await expect(signOff).not.toHaveAttribute('title', /still runs/);
  await expectAccessible(supervisor, 'roles that were taken');
  await signOff.click();
  await supervisor.getByRole('textbox', { name: 'Note' }).fill('Looked at together on the phone.');
  await confirm(supervisor, 'Sign off');
  await expect(row).toContainText('Signed off by SU-01');
  await alert.getByRole('button', { name: /^Acknowledge/ }).click();
  await expect(alert).toHaveCount(0);
  await row.getByRole('link', { name: /^Audit trail/ }).click();
  await expect(supervisor.getByRole('table').getByText('Took a role by break-glass')).toBeVisible();
});

test('a taken role whose time is over is refused at the next click', async ({ browser }) => {
  const admin = await signedIn(browser, 'admin', null);
  await takeRole(admin, '5', 'Nobody answers, and a report has to go out.');
  await admin.getByRole('link', { name: 'Cases' }).click();
  await admin.waitForURL('**/cases');
  await endTakenRoles();
  await admin.getByRole('link', { name: 'Reports' }).click();
  await expect(admin.getByText('This page is for another role')).toBeVisible();
});
