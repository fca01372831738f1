import { type Browser, type Page, expect } from '@playwright/test';
import { db } from '@/lib/db';
import { systemClock } from '@/lib/kernel';
import { sessionOf, useSystem } from './session-of';
import { system } from './system';

export type Somebody = 'moderator' | 'moderator2' | 'supervisor' | 'liaison' | 'auditor' | 'admin';

/** Stands in for the second factor of the demo's people, at sign-in and at step-up. */
export const DEMO_ANSWER = 'Answer for this demo account';

/**
 * A page of a new session of that person, in a context of its own, at their own desk or at `at`; at `null` nothing is
 * opened yet. They come rested: the few people of the demo make all the journeys of a run, which together are longer
 * than anybody works without a break.
 */
export async function signedIn(browser: Browser, who: Somebody, at: string | null = '/'): Promise<Page> {
  const { cookie } = await sessionOf(`${who}@example.com`);
  await makeReady(who);
  const page = await newDesk(browser);
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  await page.context().addCookies([{ name, value, url: system().address, httpOnly: true, sameSite: 'Lax' }]);
  if (at !== null) await page.goto(at);
  return page;
}

/** As `signedIn`, by the sign-in page and by keyboard alone. */
export async function signedInByKeyboard(browser: Browser, who: Somebody): Promise<Page> {
  await makeReady(who);
  const page = await newDesk(browser);
  await page.goto('/sign-in');
  await tabTo(page, 'E-mail');
  await page.keyboard.type(`${who}@example.com`);
  await tabTo(page, 'Password');
  await page.keyboard.type(system().password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: DEMO_ANSWER })).toBeVisible();
  await tabTo(page, DEMO_ANSWER);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/sign-in' && url.pathname !== '/');
  return page;
}

async function newDesk(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: system().address, acceptDownloads: true, viewport: { width: 1440, height: 900 } });
  return context.newPage();
}

/**
 * Rested, and reporting alone: journeys that are about a second person change the rule, and the others need not wait for
 * one. A rule that somebody has set stays as it is.
 */
async function makeReady(who: Somebody): Promise<void> {
  useSystem();
  const alone = ['apparent_csam', 'enticement'].map((harm) => ({ hotline: '*', harm, forKnown: false, forNovel: false, updatedAt: systemClock.now() }));
  await db().approvalRule.createMany({ data: alone, skipDuplicates: true });
  await db().deskMinute.deleteMany({ where: { person: { email: `${who}@example.com` } } });
}

/** Moves the focus forward with Tab until it is on a control of that name; fails when a whole round does not find it. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const target = (label: string) => (typeof name === 'string' ? label === name : name.test(label));
  for (let step = 0; step < 150; step += 1) {
    const label = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return '';
      const labelled = 'labels' in element ? [...(element as HTMLInputElement).labels ?? []].map((each) => each.textContent ?? '').join(' ') : '';
      return (element.getAttribute('aria-label') ?? (labelled || (element.textContent ?? ''))).trim();
    });
    if (target(label)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No control called ${String(name)} is reached with Tab.`);
}

/** Opens an item and takes it, by keyboard. */
export async function takeItem(page: Page, itemId: string): Promise<void> {
  await page.goto(`/review/${itemId}`);
  await expect(page.getByRole('button', { name: 'Take this item' })).toBeVisible();
  await page.keyboard.press('t');
  await expect(page.getByRole('radio', { name: 'Apparent CSAM' })).toBeVisible();
}

export interface SandboxReport {
  readonly id: string;
  readonly state: string;
  readonly files: readonly { readonly name: string; readonly fileViewedByEsp: boolean | null; readonly detailsXml: string | null }[];
  readonly xml: string;
}

/** What the sandbox hotline has received. */
export async function sandboxReports(): Promise<SandboxReport[]> {
  const answer = await fetch(`${system().sandboxAddress}/_sandbox/reports`);
  return ((await answer.json()) as { reports: SandboxReport[] }).reports;
}
