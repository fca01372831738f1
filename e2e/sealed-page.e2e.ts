import { type Page, expect } from '@playwright/test';
import { type Film, draw, film, hasFfmpeg } from '@/lib/evidence/testing';
import { expectAccessible } from './harness/accessible';
import { signedIn, tabTo, takeItem } from './harness/desk';
import { exactMatch, nearMatch, pushItem, pushMedia } from './harness/platform';
import { test } from './harness/quiet-console';
import { system } from './harness/system';

const picture = () => draw(1 + Math.floor(Math.random() * 1_000_000)).jpeg().toBuffer();
/** Different bytes each time, so that nobody has seen it before. */
const clip = (more: Film = {}) => film({ as: 'webm', title: String(Math.random()), ...more });
const stage = (page: Page) => page.locator('[data-stage]');
const grey = (page: Page) => page.getByAltText('Grey image 1 of 1');
const revealed = (page: Page) => page.getByAltText('Revealed image 1 of 1');

async function taken(page: Page, name: string, file: Buffer, signal: (mediaId: string) => object = nearMatch): Promise<string> {
  const mediaId = await pushMedia(file);
  const { itemId } = await pushItem({ externalId: `${name}-${mediaId}`, subject: `${name}-u`, mediaIds: [mediaId], signals: [signal(mediaId)] });
  await takeItem(page, itemId);
  return itemId;
}

async function reveal(page: Page): Promise<void> {
  // A moment after a look has ended the button is there, and its key may not be yet.
  await page.getByRole('button', { name: /^Reveal original/ }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('To judge it');
  await page.getByRole('button', { name: 'Reveal', exact: true }).click();
}

async function giveBack(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Conversation' }).click();
  await page.keyboard.press('x');
  await page.waitForURL('**/queue');
}

test('a peek lasts while Space is held on its button, and five seconds at most', async ({ browser }) => {
  const page = await signedIn(browser, 'moderator', null);
  await taken(page, 'held', await picture());
  await tabTo(page, 'Hold to peek at image 1 of 1');
  await page.keyboard.down('Space');
  await expect(grey(page)).toBeVisible();
  await page.keyboard.up('Space');
  await expect(grey(page)).toHaveCount(0);
  await page.keyboard.down('Space');
  await expect(grey(page)).toBeVisible();
  await expect(grey(page)).toHaveCount(0, { timeout: 7_000 });
  await page.keyboard.up('Space');
  await giveBack(page);
});

test('a finger peeks too: a long touch opens no menu, and lifting it, or the system taking it, blurs again', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: system().address, hasTouch: true, isMobile: true, viewport: { width: 820, height: 1180 } });
  const desk = await signedIn(browser, 'moderator', null);
  await context.addCookies(await desk.context().cookies());
  const page = await context.newPage();
  await taken(page, 'touched', await picture());
  const button = page.getByRole('button', { name: 'Hold to peek at image 1 of 1' });
  const { x, y, width, height } = (await button.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  expect(height).toBeGreaterThanOrEqual(44);
  const finger = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchEnd' | 'touchCancel') => finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchStart' ? [{ x: x + width / 2, y: y + height / 2 }] : [] });
  for (const end of ['touchEnd', 'touchCancel'] as const) {
    await touch('touchStart');
    await expect(grey(page)).toBeVisible();
    await touch(end);
    await expect(grey(page)).toHaveCount(0);
  }
  const isHeldBack = (type: string) => stage(page).evaluate((element, name) => !element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true })), type);
  expect(await isHeldBack('contextmenu')).toBe(true);
  expect(await isHeldBack('dragstart')).toBe(true);
  await page.getByRole('button', { name: 'Release' }).tap();
  await page.waitForURL('**/queue');
  await context.close();
});

test('it is blurred again when the window loses focus, the tab is hidden, the page is printed or saved', async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await signedIn(browser, 'moderator', null);
  await taken(page, 'away', await picture());
  const ways: readonly (() => Promise<unknown>)[] = [
    () => page.evaluate(() => window.dispatchEvent(new Event('blur'))),
    () => page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: true });
      document.dispatchEvent(new Event('visibilitychange'));
      Reflect.deleteProperty(document, 'hidden');
    }),
    () => page.evaluate(() => window.dispatchEvent(new Event('beforeprint'))),
    () => page.keyboard.press('Control+s'),
  ];
  for (const lookAway of ways) {
    await reveal(page);
    await expect(revealed(page)).toBeVisible();
    await lookAway();
    await expect(revealed(page)).toHaveCount(0);
  }
  await giveBack(page);
});

test('print shows no picture, neither blurred nor revealed', async ({ browser }) => {
  const page = await signedIn(browser, 'moderator', null);
  await taken(page, 'printed', await picture());
  await reveal(page);
  await expect(revealed(page)).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('img, video').filter({ visible: true })).toHaveCount(0);
  const printed = (await page.pdf()).toString('latin1');
  expect(printed.startsWith('%PDF')).toBe(true);
  expect(printed).not.toContain('/Subtype /Image');
  await page.emulateMedia({ media: 'screen' });
  await giveBack(page);
});

test('a file that nobody can read is listed with its facts, says why it is not shown, and can be decided on', async ({ browser }) => {
  const page = await signedIn(browser, 'moderator', null);
  const whole = await picture();
  await taken(page, 'cut', whole.subarray(0, Math.floor(whole.length / 2)), exactMatch);
  await expect(stage(page).getByText('Cannot be shown')).toBeVisible();
  await expect(stage(page).getByText('It is cut short or damaged').first()).toBeVisible();
  const facts = page.getByLabel('About image 1 of 1');
  await expect(facts.getByText('JPEG')).toBeVisible();
  await expect(facts.getByText('not viewed')).toBeVisible();
  await expect(facts.getByText('looking is not needed')).toBeVisible();
  await page.keyboard.press('Shift+R');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expectAccessible(page, 'file that cannot be shown');
  await page.getByRole('heading', { name: 'Conversation' }).click();
  await page.keyboard.press('1');
  await expect(page.getByRole('button', { name: /^Report to NCMEC/ })).not.toHaveAttribute('aria-disabled', 'true');
  await giveBack(page);
});

test('for an exact match the desk says that looking is not needed, and a reveal asks why', async ({ browser }) => {
  const page = await signedIn(browser, 'moderator', null);
  await taken(page, 'exact', await picture(), exactMatch);
  await expect(page.getByText('Not needed to decide')).toBeVisible();
  await page.keyboard.press('Shift+R');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/matches a verified list exactly.*not needed to decide/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Reveal', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(page, 'reveal dialog of an exact match');
  await page.keyboard.press('Escape');
  await giveBack(page);
});

test('a video shows its key frames to a peek, plays after a reveal and a press, and was viewed when it was played to its end', async ({ browser }) => {
  test.skip(!hasFfmpeg, 'skipped where FFmpeg is not installed (Debian: ffmpeg)');
  test.setTimeout(180_000);
  const page = await signedIn(browser, 'moderator', null);
  await taken(page, 'video', await clip({ seconds: 4, hasSound: true }));
  await expect(page.getByAltText('Blurred video 1 of 1')).toBeVisible();
  await page.keyboard.down('Space');
  await expect(page.getByAltText('Grey key frames of video 1 of 1')).toBeVisible();
  await page.keyboard.up('Space');

  await reveal(page);
  const video = page.locator('video');
  await expect(video).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  expect(await video.evaluate((player: HTMLVideoElement) => ({ isPaused: player.paused, at: player.currentTime, isMuted: player.muted, hasControls: player.controls, canFill: document.fullscreenEnabled, canFloat: !player.disablePictureInPicture }))).toEqual({
    isPaused: true, at: 0, isMuted: true, hasControls: false, canFill: false, canFloat: false,
  });
  await expectAccessible(page, 'player');
  await page.keyboard.press('p');
  await expect.poll(() => video.evaluate((player: HTMLVideoElement) => player.currentTime)).toBeGreaterThan(0.5);
  await page.keyboard.press('b');
  await expect(video).toHaveCount(0);
  const facts = page.getByLabel('About video 1 of 1');
  await expect(facts.getByText('viewed in part')).toBeVisible();

  await reveal(page);
  await expect(video).toBeVisible();
  await page.keyboard.press('p');
  await expect.poll(() => video.evaluate((player: HTMLVideoElement) => player.ended), { timeout: 30_000 }).toBe(true);
  await page.keyboard.press('b');
  await expect(facts.getByText('viewed entirely')).toBeVisible();
  await giveBack(page);
});
