import { type Browser, type Page, expect } from '@playwright/test';
import { generate } from 'otplib';
import { invite } from '@/lib/access';
import { db, transact } from '@/lib/db';
import { randomIds, systemClock } from '@/lib/kernel';
import { DEMO_ANSWER, takeItem } from './harness/desk';
import { draw } from './harness/pictures';
import { nearMatch, pushItem, pushMedia } from './harness/platform';
import { useSystem } from './harness/session-of';
import { system } from './harness/system';
import { test } from './harness/tidy';

const PASSWORD = 'a lantern by the harbour wall';
const STEP_MS = 30_000;

test.beforeAll(useSystem);
test.afterAll(() => db().$disconnect());

const emailOf = (name: string) => `${name}.of.sign-in@example.com`;

/** The link by which a new moderator gets in, as an admin hands it over. */
async function invitation(name: string): Promise<string> {
  const ctx = { actor: { kind: 'system', name: 'test' }, clock: systemClock, ids: randomIds, requestId: randomIds.next() } as const;
  const invited = await transact(db(), (tx) => invite({ ...ctx, tx }, { email: emailOf(name), displayName: name, role: 'moderator' }));
  if (!invited.ok) throw new Error(invited.problem.safeMessage);
  return invited.value.url;
}

async function freshPage(browser: Browser): Promise<Page> {
  return (await browser.newContext({ baseURL: system().address })).newPage();
}

/** Follows the link and chooses a password; the second factor is what comes next. */
async function join(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible();
}

async function givePassword(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function giveCode(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: /code/i }).fill(code);
  await page.getByRole('button', { name: 'Go on' }).click();
}

/** As after a night: the browser knows nobody any more. */
async function nextDay(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.goto('/sign-in');
}

test('a passkey made at the first sign-in is a whole sign-in the next time, and nothing without its owner’s finger', async ({ browser }) => {
  const page = await freshPage(browser);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });

  await join(page, await invitation('pass'));
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await expect(page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.waitForURL('**/queue');
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
  expect(credentials).toMatchObject([{ isResidentCredential: true, rpId: 'localhost' }]);

  await test.step('the finger does not fit', async () => {
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await nextDay(page);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await expect(page.getByText(/No passkey was used/)).toBeVisible();
    await expect(page).toHaveURL(/sign-in/);
  });

  await test.step('it fits', async () => {
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL('**/queue');
  });
});

test('an authenticator’s code and a recovery code work once each', async ({ browser }) => {
  const page = await freshPage(browser);
  const email = emailOf('code');
  await join(page, await invitation('code'));
  await page.getByRole('button', { name: 'Use an authenticator app' }).click();
  const secret = (await page.locator('code').innerText()).replaceAll(' ', '');
  const codeIn = (steps: number) => generate({ secret, epoch: (Date.now() + steps * STEP_MS) / 1000 });
  const first = await codeIn(0);
  await page.getByRole('textbox', { name: 'Code' }).fill(first);
  await page.getByRole('button', { name: 'Confirm' }).click();
  const recovery = await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').first().innerText();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.waitForURL('**/queue');

  await test.step('the code that was used before is refused, the next one is taken', async () => {
    await nextDay(page);
    await givePassword(page, email);
    await giveCode(page, first);
    await expect(page.getByText(/was used before/)).toBeVisible();
    await giveCode(page, await codeIn(1));
    await page.waitForURL('**/queue');
  });

  await test.step('without the phone a recovery code gets in, and the same one no more', async () => {
    for (const isTaken of [true, false]) {
      await nextDay(page);
      await givePassword(page, email);
      await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
      await giveCode(page, recovery);
      if (isTaken) await page.waitForURL('**/queue');
      else await expect(page.getByText(/was used before/)).toBeVisible();
    }
  });
});

test('an account that somebody guesses at is locked out, and one that does not exist looks the same', async ({ browser }) => {
  const page = await freshPage(browser);
  await join(page, await invitation('guessed'));
  await nextDay(page);
  const told: string[][] = [];
  for (const email of [emailOf('guessed'), emailOf('nobody')]) {
    const words: string[] = [];
    for (let guess = 0; guess < 6; guess += 1) {
      await givePassword(page, email, guess === 5 ? PASSWORD : `a wrong guess ${guess}`);
      const answer = page.getByText(/do not fit together|Too many attempts/);
      words.push((await answer.innerText()).replace(/\d+/g, 'N'));
    }
    told.push(words);
  }
  expect(told[0]?.[4]).toContain('do not fit together');
  expect(told[0]?.[5]).toContain('Too many attempts');
  expect(told[1]).toEqual(told[0]);
});

test('a newcomer gets from the sign-in page of the demo to a revealed image within a minute', async ({ browser }) => {
  const mediaId = await pushMedia(await draw(41));
  const { itemId } = await pushItem({ externalId: 'newcomer', subject: 'newcomer-u1', mediaIds: [mediaId], signals: [nearMatch(mediaId)] });
  const page = await freshPage(browser);
  const start = performance.now();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: /^MO-02/ }).click();
  await page.getByLabel('Password').fill(system().password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('Test mode only')).toBeVisible();
  await page.getByRole('button', { name: DEMO_ANSWER }).click();
  await page.waitForURL('**/queue');
  await takeItem(page, itemId);
  await page.keyboard.press('Shift+R');
  await page.getByRole('textbox', { name: 'Reason' }).fill('To see how the desk works');
  await page.getByRole('button', { name: 'Reveal', exact: true }).press('Shift+Enter');
  await expect(page.getByAltText('Revealed image 1 of 1')).toBeVisible();
  expect(performance.now() - start).toBeLessThan(60_000);
  await page.keyboard.press('b');
  await page.keyboard.press('x');
  await page.waitForURL('**/queue');
});
