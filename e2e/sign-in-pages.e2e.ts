import { type Browser, type Page, expect } from '@playwright/test';
import { generate } from 'otplib';
import { invite } from '@/lib/access';
import { db, transact } from '@/lib/db';
import { randomIds, systemClock } from '@/lib/kernel';
import { expectAccessible } from './harness/accessible';
import { DEMO_ANSWER, tabTo } from './harness/desk';
import { useSystem } from './harness/session-of';
import { system } from './harness/system';
import { test } from './harness/tidy';

const PASSWORD = 'a lantern by the harbour wall';

test.beforeAll(useSystem);
test.afterAll(() => db().$disconnect());

async function freshPage(browser: Browser, address = system().address): Promise<Page> {
  return (await browser.newContext({ baseURL: address })).newPage();
}

async function invitation(name: string): Promise<string> {
  const ctx = { actor: { kind: 'system', name: 'test' }, clock: systemClock, ids: randomIds, requestId: randomIds.next() } as const;
  const invited = await transact(db(), (tx) => invite({ ...ctx, tx }, { email: `${name}.of.pages@example.com`, displayName: name, role: 'liaison' }));
  if (!invited.ok) throw new Error(invited.problem.safeMessage);
  return invited.value.url;
}

/** Signs one of the demo's people in from the list of them, by keyboard. */
async function signInFromList(page: Page, entry: string): Promise<void> {
  await tabTo(page, entry);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Password')).toBeFocused();
  await page.keyboard.type(system().password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your second factor' })).toBeFocused();
  await tabTo(page, DEMO_ANSWER);
  await page.keyboard.press('Enter');
}

test('axe finds nothing serious on any step of signing in, and each step takes the focus along', async ({ browser }) => {
  // Seven steps in two themes.
  test.slow();
  const page = await freshPage(browser);
  await page.goto('/sign-in');
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await expectAccessible(page, 'sign-in');
  await page.keyboard.type('nobody.of.pages@example.com');
  await page.getByLabel('Password').fill('not this');
  await page.keyboard.press('Enter');
  const password = page.getByLabel('Password');
  await expect(password).toHaveAccessibleDescription(/do not fit together/);
  await expect(password).toBeFocused();
  await expectAccessible(page, 'a wrong password');

  await page.goto(await invitation('axe'));
  await expect(page.getByLabel('New password')).toBeFocused();
  await expectAccessible(page, 'invitation');
  await page.keyboard.type('short');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('New password')).toHaveAccessibleDescription(/At least 12 characters.*At least 12 characters/);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Set up a second factor' })).toBeFocused();
  await expectAccessible(page, 'enrolment');
  await page.getByRole('button', { name: 'Use an authenticator app' }).click();
  const secret = (await page.locator('code').innerText()).replaceAll(' ', '');
  await expectAccessible(page, 'authenticator app');
  await page.getByRole('textbox', { name: 'Code' }).fill(await generate({ secret }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Keep your recovery codes' })).toBeFocused();
  await expectAccessible(page, 'recovery codes');

  await page.context().clearCookies();
  page.once('dialog', (dialog) => void dialog.accept());
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('axe.of.pages@example.com');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Code' })).toBeFocused();
  await expectAccessible(page, 'second factor');
});

test('the demo’s people are a key away, and no password of theirs is on the page', async ({ browser }) => {
  const page = await freshPage(browser);
  await page.goto('/sign-in');
  expect(await page.content()).not.toContain(system().password);
  await signInFromList(page, 'LI-01 liaison');
  await page.waitForURL('**/cases');
});

test('people come back to the page that asked them to sign in, and to no other site', async ({ browser }) => {
  const page = await freshPage(browser);
  await page.goto('/cases?text=harbour');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signInFromList(page, 'LI-01 liaison');
  await page.waitForURL('**/cases?text=harbour');
  for (const next of ['//example.com', 'https://example.com', '/\\example.com', 'javascript:alert(1)']) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await expect(page).toHaveURL(`${system().address}/cases`);
  }
});

test('a sign-in goes on where it stood after a reload, and starting over forgets it', async ({ browser }) => {
  const page = await freshPage(browser);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('auditor@example.com');
  await page.getByLabel('Password').fill(system().password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: DEMO_ANSWER })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: DEMO_ANSWER })).toBeVisible();
  const forgotten = page.waitForResponse('**/api/sign-in/start-over');
  await page.getByRole('button', { name: 'Start over' }).click();
  expect((await forgotten).status()).toBe(200);
  await page.reload();
  await expect(page.getByLabel('E-mail')).toBeVisible();
  await expect(page.getByRole('button', { name: DEMO_ANSWER })).toHaveCount(0);
});

test('an invitation’s token leaves the address bar at once and stands in no address that is asked for', async ({ browser }) => {
  const page = await freshPage(browser);
  const link = await invitation('token');
  const token = link.split('#')[1] ?? '';
  expect(token.length).toBeGreaterThan(40);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url(), ...Object.values(request.headers())));
  await page.goto(link);
  await expect(page.getByLabel('New password')).toBeVisible();
  expect(page.url()).toBe(`${system().address}/join`);
  expect(asked.filter((text) => text.includes(token))).toEqual([]);
  await page.goto('/join');
  await expect(page.getByRole('alert').filter({ hasText: 'This link is not whole' })).toBeVisible();
});

test('at another address than the desk’s own the page says so before anything is typed, and leads there', async ({ browser }) => {
  const page = await freshPage(browser, system().address.replace('localhost', '127.0.0.1'));
  const posted: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posted.push(request.url());
  });
  await page.goto('/sign-in?next=%2Fcases');
  await expect(page.getByRole('heading', { name: 'This desk has another address' })).toBeVisible();
  await expect(page.locator('input')).toHaveCount(0);
  await page.getByRole('link', { name: `Go to ${system().address}` }).click();
  await expect(page).toHaveURL(`${system().address}/sign-in?next=%2Fcases`);
  await expect(page.getByLabel('E-mail')).toBeVisible();
  expect(posted.filter((url) => url.includes('127.0.0.1'))).toEqual([]);
});
