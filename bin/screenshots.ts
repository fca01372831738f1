// npm run screenshots: starts a desk of its own on a temporary data folder, works through the demo, and draws the pictures
// that the README shows. Only ever the demo, whose pictures are drawn by code, and only as the server blurred them.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type Page, chromium } from 'playwright';
import sharp from 'sharp';
import { freePort } from './launch/ports';
import { consoleStages } from './launch/stages';
import { type System, startSystem, undoAll } from './launch/system';
import { Trouble } from './launch/trouble';
import { findBrowser } from './testing/browser';

const FOLDER = join('docs', 'screenshots');
const SIZE = { width: 1440, height: 900 };
const MAX_BYTES = 150_000;
const THEMES = ['dim', 'paper'] as const;
/** The hotline is told after the undo, which is 10 s. */
const FILED_WITHIN_MS = 60_000;

/** Accounts of the demo's items, by what brought them. */
const EXACT = 'demo-user-1041';
const NEAR = 'demo-user-2207';
const REPORTED_BY_A_USER = 'demo-user-6010';
const SCORES = 'demo-user-7302';
const TO_REFER = 'demo-user-6610';

async function signIn(browser: Browser, { address, demo }: System, who: string): Promise<Page> {
  if (!demo) throw new Error('A new data folder has no demo.');
  const context = await browser.newContext({ baseURL: address, viewport: SIZE, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(`${who}@example.com`);
  await page.getByRole('textbox', { name: 'Password' }).fill(demo.password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Answer for this demo account' }).click();
  await page.waitForURL((url) => !['/', '/sign-in'].includes(url.pathname));
  return page;
}

/** The page in both themes, as palette PNGs. Not loaded anew in between: opening things is on record, and would show. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    return document.fonts.ready;
  });
  await page.waitForFunction(() => [...document.images].every((image) => image.complete || image.getBoundingClientRect().top > innerHeight));
  for (const theme of THEMES) {
    await page.evaluate(async (chosen) => {
      document.documentElement.dataset['theme'] = chosen;
      // An animation that is cut off by the next drawing rejects; either way it is over.
      await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    }, theme);
    const png = await sharp(await page.screenshot()).png({ palette: true, effort: 10, compressionLevel: 9 }).toBuffer();
    const file = join(FOLDER, `${name}-${theme}.png`);
    if (png.length > MAX_BYTES) throw new Error(`${file} has ${png.length} bytes; at most ${MAX_BYTES} belong into the repository.`);
    await writeFile(file, png);
  }
}

/** Opens the first waiting item of an account and takes it. */
async function take(page: Page, account: string): Promise<void> {
  await page.goto('/queue');
  await page.locator('[data-queue-row]', { hasText: account }).first().click();
  await page.waitForURL('**/review/*');
  await page.getByRole('button', { name: 'Take this item' }).waitFor();
  await page.keyboard.press('t');
  await page.getByRole('radio', { name: 'Apparent CSAM' }).waitFor();
}

/** A case with a filed report and a note, for the case page and the trail. */
async function reportExactMatch(page: Page): Promise<void> {
  await take(page, EXACT);
  await page.keyboard.press('1');
  await page.getByLabel('Note for the case').fill('Exact match on the confirmed list, decided on the facts. Nobody had to look.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Enter');
  await page.locator('dd strong').waitFor({ timeout: FILED_WITHIN_MS });
}

/** A peek and a reveal, for the trail; the page is left with the file blurred again and an outcome chosen. */
async function lookAtNearMatch(page: Page): Promise<void> {
  await take(page, NEAR);
  await page.keyboard.down('Space');
  await page.getByAltText('Grey image 1 of 1').waitFor();
  await page.keyboard.up('Space');
  await page.keyboard.press('Shift+R');
  await page.getByRole('textbox', { name: 'Reason' }).fill('Near match; the quality has to be judged');
  await page.getByRole('dialog').getByRole('button', { name: /^Reveal/ }).click();
  await page.getByAltText('Revealed image 1 of 1').waitFor();
  await page.keyboard.press('b');
  await page.getByAltText('Revealed image 1 of 1').waitFor({ state: 'detached' });
  // The page learns of it a moment later, between the two themes otherwise.
  await page.getByText('viewed entirely').first().waitFor();
}

/** An outcome that needs no report. */
async function decide(page: Page, account: string, key: string): Promise<void> {
  await take(page, account);
  await page.keyboard.press(key);
  await page.keyboard.press('e');
  await page.getByText('Decision saved').waitFor();
}

/** A referral filled in up to the preview of what the agency would receive, without who only took part. */
async function prepareReferral(page: Page): Promise<void> {
  await page.goto('/cases');
  await page.getByRole('row').filter({ hasText: TO_REFER }).getByRole('link').first().click();
  await page.getByText('Refer to an agency').click();
  await page.getByRole('button', { name: /^Begin the referral/ }).click();
  await page.getByLabel('Agency', { exact: true }).selectOption({ index: 1 });
  await page.getByRole('button', { name: /^Go on: legal basis/ }).click();
  await page.getByLabel('Kind of process').selectOption('us_search_warrant');
  await page.getByLabel('The authority’s reference').fill('SW-26-100');
  await page.getByLabel('Who ordered it').fill('Example County Court');
  await page.getByRole('button', { name: /^Go on: what is handed over/ }).click();
  await page.getByRole('button', { name: 'Choose all' }).click();
  await page.getByRole('button', { name: /^Go on: what is taken out/ }).click();
  await page.getByRole('checkbox', { name: /^demo_user_6613/ }).check();
  await page.getByLabel('Words to take out').fill('Kim');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: /^Go on: preview and ask/ }).click();
  await page.getByRole('table', { name: 'Exhibits' }).waitFor();
  await page.getByText('Draft kept').waitFor();
}

async function draw(browser: Browser, system: System): Promise<void> {
  const moderator = await signIn(browser, system, 'moderator');
  await reportExactMatch(moderator);
  await decide(moderator, REPORTED_BY_A_USER, '4');
  await lookAtNearMatch(moderator);
  await moderator.keyboard.press('1');
  await shoot(moderator, 'review');

  const colleague = await signIn(browser, system, 'moderator2');
  await take(colleague, SCORES);
  await moderator.goto('/queue');
  await moderator.getByText('With MO-02').waitFor();
  await shoot(moderator, 'queue');

  const supervisor = await signIn(browser, system, 'supervisor');
  await supervisor.goto('/cases');
  await supervisor.getByRole('row').filter({ hasText: EXACT }).getByRole('link').first().click();
  await supervisor.getByRole('heading', { name: 'Notes' }).waitFor();
  await shoot(supervisor, 'case');
  await supervisor.goto('/audit');
  await supervisor.getByRole('link', { name: 'Revealed an original' }).click();
  await supervisor.getByRole('heading', { name: /^Entry / }).waitFor();
  await shoot(supervisor, 'audit');

  const liaison = await signIn(browser, system, 'liaison');
  await prepareReferral(liaison);
  await shoot(liaison, 'referral');
  await liaison.goto('/retention');
  await liaison.getByRole('heading', { name: 'Kept for longer' }).waitFor();
  await shoot(liaison, 'retention');
}

const undo: (() => Promise<void>)[] = [];
const stages = consoleStages();
try {
  const dataDir = await mkdtemp(join(tmpdir(), 'watchkeeper-screenshots-'));
  undo.push(() => rm(dataDir, { recursive: true, force: true }));
  const system = await startSystem({ dataDir, port: await freePort(), stages, undo, onGone: (reason) => console.error(`  ✗ ${reason}`) });
  const browser = await chromium.launch({ executablePath: findBrowser(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  undo.push(() => browser.close());
  await mkdir(FOLDER, { recursive: true });
  await stages.run('pictures', () => draw(browser, system));
  stages.say(`  ${FOLDER}`);
} catch (error) {
  console.error(error instanceof Trouble ? `${error.message}\n${error.remedy}` : error);
  process.exitCode = 1;
} finally {
  await undoAll(undo);
}
