import { type Page, expect } from '@playwright/test';
import pg from 'pg';
import { draw } from '@/lib/evidence/testing';
import { type Received, capture, holds, isBlurred, isMedia } from './harness/capture';
import { signedIn, tabTo, takeItem } from './harness/desk';
import { nearMatch, pushItem, pushMedia } from './harness/platform';
import { test } from './harness/quiet-console';
import { system } from './harness/system';

/** Pictures full of detail, different each time. */
const picture = () => draw(1 + Math.floor(Math.random() * 1_000_000)).jpeg({ quality: 90 }).toBuffer();
const GRANT = /^\/api\/evidence\/grants\/([0-9a-f-]{36})$/;
const PREVIEW = /^\/api\/evidence\/[0-9a-f-]{36}\/preview(\?rendering=still)?$/;

async function withDatabase<T>(work: (database: pg.Client) => Promise<T>): Promise<T> {
  const database = new pg.Client({ connectionString: system().ownerUrl });
  await database.connect();
  return work(database).finally(() => database.end());
}

async function sentItem(name: string, originals: readonly Buffer[]): Promise<{ itemId: string; mediaIds: string[] }> {
  const mediaIds: string[] = [];
  for (const original of originals) mediaIds.push(await pushMedia(original));
  const { itemId } = await pushItem({ externalId: `${name}-${mediaIds[0] ?? ''}`, subject: `${name}-u`, mediaIds, signals: [nearMatch(mediaIds[0] ?? '')] });
  return { itemId, mediaIds };
}

async function reveal(page: Page, reason: string): Promise<void> {
  await page.keyboard.press('Shift+R');
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await page.keyboard.type(reason);
  await tabTo(page, 'Reveal');
  await page.keyboard.press('Shift+Enter');
}

/** Goes through what was received in its order: nothing sharp without a grant that was given before, and each grant once. */
async function expectSealed(all: readonly Received[], originals: readonly Buffer[]): Promise<{ blurred: number; sharp: number }> {
  const given = new Set<string>();
  const seen = { blurred: 0, sharp: 0 };
  for (const answer of all) {
    const { method, path, status, body } = answer;
    if (!body) continue;
    if (originals.some((original) => holds(body, original))) throw new Error(`${path} holds bytes of an original`);
    if (method === 'POST' && path === '/api/evidence/grants' && status === 201) given.add((JSON.parse(body.toString()) as { grantId: string }).grantId);
    if (!isMedia(answer)) continue;
    const grantId = GRANT.exec(path)?.[1];
    if (grantId !== undefined) {
      expect(given.delete(grantId), `${path} was granted, and not used before`).toBe(true);
      seen.sharp += 1;
    } else {
      expect(path).toMatch(PREVIEW);
      expect(await isBlurred(body), `${path} is blurred`).toBe(true);
      seen.blurred += 1;
    }
  }
  return seen;
}

test('from the queue to the report nothing that is not blurred arrives without a grant, and no original at all', async ({ browser }) => {
  test.setTimeout(180_000);
  const originals = [await picture(), await picture()];
  const { itemId } = await sentItem('sealed', originals);
  const page = await signedIn(browser, 'moderator', null);
  const received = await capture(page);
  const sharpSoFar = async () => (await expectSealed(await received(), originals)).sharp;

  await page.goto('/queue');
  await expect(page.locator('[data-queue-row] img').first()).toBeVisible();
  await takeItem(page, itemId);
  await expect(page.getByAltText('Blurred image 1 of 2')).toBeVisible();
  expect(await sharpSoFar()).toBe(0);

  await page.keyboard.down('Space');
  await expect(page.getByAltText('Grey image 1 of 2')).toBeVisible();
  await page.keyboard.up('Space');
  await expect(page.getByAltText('Grey image 1 of 2')).toHaveCount(0);
  await page.keyboard.press(']');
  await expect(page.getByAltText('Blurred image 2 of 2')).toBeVisible();
  await expect(page.locator('[data-stage] img')).toHaveCount(1);
  expect(await sharpSoFar()).toBe(1);

  await page.keyboard.press('[');
  await reveal(page, 'Near match; quality has to be judged');
  await expect(page.getByAltText('Revealed image 1 of 2')).toBeVisible();
  await page.keyboard.press('b');
  await expect(page.getByAltText('Revealed image 1 of 2')).toHaveCount(0);
  await expect(page.getByLabel('About image 1 of 2').getByText('viewed entirely')).toBeVisible();
  await page.keyboard.press(']');
  await expect(page.getByLabel('About image 2 of 2').getByText('not viewed')).toBeVisible();
  await page.keyboard.press('1');
  await page.keyboard.press('Shift+Enter');
  await expect(page.locator('dd strong')).toBeVisible({ timeout: 60_000 });

  const all = await received();
  const { blurred, sharp } = await expectSealed(all, originals);
  expect(sharp).toBe(2);
  expect(blurred).toBeGreaterThan(2);
  // What was looked at is sharp to this test's eyes, so that "blurred" means something.
  const looks = all.filter((answer) => GRANT.test(answer.path) && isMedia(answer));
  expect(await Promise.all(looks.map(async ({ body }) => body && isBlurred(body)))).toEqual([false, false]);
  // The stream of announcements is all that was not read; it carries topics and ids.
  const unread = all.filter(({ body, status, contentType, path }) => body === null && status === 200 && contentType !== '' && path.startsWith('/api/'));
  expect(unread.filter(({ contentType }) => !contentType.startsWith('text/event-stream')).map(({ path }) => path)).toEqual([]);
  const viewed = await withDatabase((database) => database.query<{ fileViewedByEsp: boolean }>('SELECT f."fileViewedByEsp" FROM "ReportFile" f JOIN "Report" r ON r."id" = f."reportId" WHERE r."itemId" = $1 AND f."kind" = \'media\' ORDER BY f."position"', [itemId]));
  expect(viewed.rows.map(({ fileViewedByEsp }) => fileViewedByEsp)).toEqual([true, false]);
});

test.describe('a look that was had is not to be had again', () => {
  test.use({ tolerated: [/404 \(Not Found\)/] });

  test('by Back, by reload, by its address in another tab, or in another session', async ({ browser }) => {
    const originals = [await picture()];
    const { itemId } = await sentItem('once', originals);
    const page = await signedIn(browser, 'moderator', null);
    const received = await capture(page);
    const sharp = async () => (await expectSealed(await received(), originals)).sharp;
    await takeItem(page, itemId);
    await reveal(page, 'To copy its address');
    await expect(page.getByAltText('Revealed image 1 of 1')).toBeVisible();
    const address = (await received()).find(({ path }) => GRANT.test(path))?.path ?? '';

    await page.reload();
    await expect(page.getByAltText('Blurred image 1 of 1')).toBeVisible();
    await expect(page.locator('[data-stage] img')).toHaveCount(1);
    await page.goto('/queue');
    await page.goBack();
    await expect(page.getByAltText('Blurred image 1 of 1')).toBeVisible();
    await expect(page.locator('[data-stage] img')).toHaveCount(1);

    const tab = await page.context().newPage();
    expect((await tab.goto(address))?.status()).toBe(404);
    await expect(tab.locator('img, video')).toHaveCount(0);
    expect(await sharp()).toBe(1);

    for (const who of ['moderator', 'supervisor'] as const) {
      const other = await signedIn(browser, who, null);
      expect((await other.goto(address))?.status()).toBe(404);
      await other.context().close();
    }
    await tab.close();
    await page.keyboard.press('x');
    await page.waitForURL('**/queue');
  });

  test('nor is one that was granted and not begun, in another session, too late, or after the item was given back', async ({ browser }) => {
    const { itemId, mediaIds } = await sentItem('late', [await picture()]);
    const page = await signedIn(browser, 'moderator', null);
    await takeItem(page, itemId);
    const granted = async (): Promise<string> => {
      const answer = await page.request.post('/api/evidence/grants', { data: { itemId, mediaId: mediaIds[0], kind: 'peek' }, headers: { Origin: system().address } });
      expect(answer.status()).toBe(201);
      return `/api/evidence/grants/${((await answer.json()) as { grantId: string }).grantId}`;
    };
    const statusOf = async (asker: Page, address: string) => {
      const answer = await asker.request.get(address);
      expect(answer.ok() || (answer.headers()['content-type'] ?? '').startsWith('application/problem+json')).toBe(true);
      return answer.status();
    };

    const elsewhere = await granted();
    const other = await signedIn(browser, 'moderator', null);
    expect(await statusOf(other, elsewhere)).toBe(404);
    expect(await statusOf(page, elsewhere)).toBe(200);
    expect(await statusOf(page, elsewhere)).toBe(404);

    const late = await granted();
    await withDatabase((database) => database.query(`UPDATE "EvidenceView" SET "grantedAt" = "grantedAt" - interval '30 seconds' WHERE "id" = $1`, [late.split('/').at(-1)]));
    expect(await statusOf(page, late)).toBe(404);

    const givenBack = await granted();
    await page.keyboard.press('x');
    await page.waitForURL('**/queue');
    expect(await statusOf(page, givenBack)).toBe(404);
  });
});
