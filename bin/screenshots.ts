// npm run screenshots: starts a desk of its own on a temporary data folder, works through the demo, and draws the pictures
// that the README shows. Only ever the demo, whose pictures are drawn by code, and only as the server blurred them.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright';
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

/** Accounts of the demo's items: one whose file is on a confirmed list, one whose file is near to one. */
const EXACT = 'demo-user-1041';
const NEAR = 'demo-user-2207';

async function signIn(browser: Browser, { address, demo }: System, who: string): Promise<Page> {
  if (!demo) throw new Error('A new data folder has no demo.');
  const context = await browser.newContext({ baseURL: address, viewport: SIZE, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(`${who}@example.com`);
  await page.getByLabel('Password').fill(demo.password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !['/', '/sign-in'].includes(url.pathname));
  return page;
}

async function setTheme(context: BrowserContext, url: string, theme: string): Promise<void> {
  await context.addCookies([{ name: 'theme', value: theme, url }]);
}

/** One page in both themes, as palette PNGs. Loaded anew for each, since the theme comes with the page. */
async function shoot(page: Page, name: string, settle: () => Promise<void>): Promise<void> {
  for (const theme of THEMES) {
    await setTheme(page.context(), page.url(), theme);
    await page.reload();
    await settle();
    await page.evaluate(() => document.fonts.ready);
    await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode().catch(() => undefined))));
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
}

async function draw(browser: Browser, system: System): Promise<void> {
  const moderator = await signIn(browser, system, 'moderator');
  await reportExactMatch(moderator);
  await lookAtNearMatch(moderator);
  await shoot(moderator, 'review', async () => {
    await moderator.getByRole('radio', { name: 'Apparent CSAM' }).waitFor();
    await moderator.keyboard.press('1');
  });
  await moderator.goto('/queue');
  await shoot(moderator, 'queue', () => moderator.locator('[data-queue-row]').first().waitFor());

  const supervisor = await signIn(browser, system, 'supervisor');
  await supervisor.goto('/cases');
  await supervisor.getByRole('row').filter({ hasText: EXACT }).getByRole('link').first().click();
  await supervisor.waitForURL('**/cases/*');
  await shoot(supervisor, 'case', () => supervisor.getByRole('heading', { name: 'Notes' }).waitFor());
  await supervisor.goto('/audit');
  await supervisor.getByRole('link', { name: 'Revealed an original' }).click();
  await supervisor.waitForURL('**/audit?*entry=*');
  await shoot(supervisor, 'audit', () => supervisor.getByRole('table').waitFor());
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
