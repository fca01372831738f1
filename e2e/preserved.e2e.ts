import { type Browser, type Page, expect } from '@playwright/test';
import { acknowledge, raise } from '@/lib/alerts';
import { db, transact } from '@/lib/db';
import { type PersonActor, type Role, ok, randomIds, systemClock } from '@/lib/kernel';
import { placeHold } from '@/lib/retention';
import { looksAt } from '@/lib/wellness/testing';
import { expectAccessible } from './harness/accessible';
import { capture, isBlurred, isMedia } from './harness/capture';
import { DEMO_ANSWER, signedIn, tabTo } from './harness/desk';
import { freeCase } from './harness/keeping';
import { test } from './harness/quiet-console';
import { as, sessionOf, useSystem } from './harness/session-of';
import { system } from './harness/system';
import { age } from './harness/unlock';
import { addPerson, clear } from './matrix/standings';

const DAY_MS = 24 * 60 * 60_000;
const MINUTE_MS = 60_000;
const WHY = 'The agency asks what stands on the table';
const dayIn = (days: number) => new Date(systemClock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);

/** An item that is decided, in a closed case that counsel asked to keep. */
async function preserved(seed: number) {
  const made = await freeCase(seed);
  const { actor } = await sessionOf('supervisor@example.com');
  const hold = { caseNumber: made.caseNumber, kind: 'legal' as const, agencyId: null, reference: `COUNSEL-${seed}`, reason: 'Counsel asked for it', startsOn: dayIn(0), endsOn: null, reviewOn: dayIn(30) };
  await as(actor, (ctx) => placeHold(ctx, hold));
  return { ...made, keeper: `Legal hold, COUNSEL-${seed}, until it is lifted` };
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Look at preserved image 1 of 1' });
const original = (page: Page) => page.getByAltText('Revealed image 1 of 1');

/** Asks for a look with a reason, by keyboard. */
async function lookAt(page: Page, why: string): Promise<void> {
  await page.keyboard.press('Shift+R');
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await page.keyboard.type(why);
  await tabTo(page, 'Look');
  await page.keyboard.press('Shift+Enter');
}

async function show(page: Page, name: string): Promise<void> {
  for (const theme of ['dim', 'paper']) {
    await page.evaluate((chosen) => document.documentElement.setAttribute('data-theme', chosen), theme);
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
    await page.screenshot({ path: test.info().outputPath(`${name}-${theme}.png`) });
  }
}

/** Somebody new at the desk, whose day and second factor are their own. */
async function sitDown(browser: Browser, role: Role): Promise<{ page: Page; actor: PersonActor }> {
  const email = `preserved-${randomIds.next()}@example.com`;
  await addPerson({ email, role });
  const { actor, cookie } = await sessionOf(email);
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  const context = await browser.newContext({ baseURL: system().address, viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ name, value, url: system().address }]);
  return { page: await context.newPage(), actor };
}

// A second factor that is asked for again, a limit, and what is refused on purpose.
test.use({ tolerated: [/40[034] \(/] });
test.beforeAll(useSystem);
test.afterAll(clear);

test('a liaison looks at a preserved file by keyboard: from its case, blurred first, with a reason and a fresh second factor, on record', async ({ browser }) => {
  test.setTimeout(180_000);
  const { caseId, itemId, caseNumber, keeper } = await preserved(5_201);
  const liaison = await signedIn(browser, 'liaison', `/cases/${caseId}?tab=items`);
  const received = await capture(liaison);
  await expect(liaison.getByRole('row').filter({ hasText: 'Item 1' })).toContainText('Yes');
  await expectAccessible(liaison, 'items of a preserved case');
  await show(liaison, 'items');
  await liaison.keyboard.press('j');
  await liaison.keyboard.press('Enter');
  await liaison.waitForURL(`**/preserved/${itemId}`);

  await expect(liaison.getByRole('heading', { level: 1 })).toContainText(caseNumber);
  await expect(liaison.getByRole('complementary', { name: 'Preservation' })).toContainText(keeper);
  await expect(liaison.getByText('Nobody has seen an original of this item.')).toBeVisible();
  await expect(liaison.getByAltText('Blurred image 1 of 1')).toBeVisible();
  await expect(liaison.getByRole('button', { name: /Hold to peek/ })).toHaveCount(0);
  await expectAccessible(liaison, 'a preserved item');
  await show(liaison, 'preserved');

  await liaison.keyboard.press('Shift+R');
  await expect(dialog(liaison)).toContainText('only few may see it');
  await expectAccessible(liaison, 'why somebody looks');
  await show(liaison, 'why');
  const look = dialog(liaison).getByRole('button', { name: 'Look' });
  await expect(look).toHaveAttribute('aria-disabled', 'true');
  await look.press('Shift+Enter');
  await expect(dialog(liaison)).toBeVisible();
  await liaison.keyboard.press('Escape');
  // A dialog that is asked for again while it still fades out does not take the focus.
  await expect(dialog(liaison)).toHaveCount(0);

  await age('liaison', { verifiedAt: 24 * 60 });
  await lookAt(liaison, WHY);
  await expect(liaison.getByRole('button', { name: DEMO_ANSWER })).toBeFocused();
  await expect(original(liaison)).toHaveCount(0);
  await liaison.keyboard.press('Enter');
  await expect(original(liaison)).toBeVisible();
  await show(liaison, 'looking');
  await liaison.keyboard.press('b');
  await expect(original(liaison)).toHaveCount(0);
  await expect(liaison.getByRole('complementary', { name: 'Preservation' })).toContainText(`“${WHY}”`);
  await show(liaison, 'looked');

  const media = (await received()).filter(isMedia);
  const blurs = media.filter(({ path }) => path.endsWith('/preview'));
  const looks = media.filter(({ path }) => path.startsWith('/api/evidence/grants/'));
  expect([blurs.length > 0, looks.length, media.length - blurs.length - looks.length]).toEqual([true, 1, 0]);
  for (const { body } of blurs) expect(body && (await isBlurred(body))).toBe(true);
  const trail = await db().auditEvent.findMany({ where: { itemId, action: { in: ['evidence.granted', 'evidence.revealed', 'evidence.view_ended'] } }, orderBy: { seq: 'asc' } });
  expect(trail.map(({ action, role, reason }) => [action, role, reason])).toEqual([
    ['evidence.granted', 'liaison', WHY],
    ['evidence.revealed', 'liaison', WHY],
    ['evidence.view_ended', 'liaison', null],
  ]);
});

test('who decided it gets neither the page nor a look any more; a supervisor gets both, with a reason', async ({ browser }) => {
  test.setTimeout(120_000);
  const { caseId, itemId, mediaId } = await preserved(5_202);
  const moderator = await signedIn(browser, 'moderator', `/preserved/${itemId}`);
  await expect(moderator.getByText('This page is for another role')).toBeVisible();
  await moderator.goto(`/cases/${caseId}?tab=items`);
  await expect(moderator.getByRole('row').filter({ hasText: 'Item 1' })).toContainText('Yes');
  await expect(moderator.getByRole('link', { name: /see why/ })).toHaveCount(0);
  const asked = (page: Page, kind: string, reason?: string) => page.request.post('/api/evidence/grants', { data: { itemId, mediaId, kind, reason }, headers: { Origin: system().address } }).then((answer) => answer.status());
  expect([await asked(moderator, 'reveal', WHY), await asked(moderator, 'peek', WHY)]).toEqual([404, 404]);
  const liaison = await signedIn(browser, 'liaison', null);
  // A peek is for nobody but those who review.
  expect([await asked(liaison, 'peek', WHY), await asked(liaison, 'reveal'), await asked(liaison, 'reveal', '  ')]).toEqual([403, 400, 400]);

  const supervisor = await signedIn(browser, 'supervisor', `/cases/${caseId}?tab=items`);
  await supervisor.getByRole('link', { name: 'Yes, see why: item 1' }).press('Enter');
  await supervisor.waitForURL(`**/preserved/${itemId}`);
  await lookAt(supervisor, 'Counsel asks for a description');
  await expect(original(supervisor)).toBeVisible();
  await supervisor.keyboard.press('b');
  await expect(supervisor.getByRole('complementary', { name: 'Preservation' })).toContainText('“Counsel asks for a description”');
});

test('a liaison meets the limits of a day as reviewers do, goes past one saying why, and sees their own exposure', async ({ browser }) => {
  test.setTimeout(120_000);
  const { itemId, mediaId } = await preserved(5_203);
  const { page, actor } = await sitDown(browser, 'liaison');
  await looksAt(db(), actor.id, new Date(systemClock.now().getTime() - 40 * MINUTE_MS), { kind: 'reveal', count: 30, seconds: 60, file: { itemId, mediaId } });
  await page.goto(`/preserved/${itemId}`);
  await lookAt(page, WHY);
  const limit = page.getByRole('dialog', { name: 'Minutes of unblurred pictures in a day' });
  await expect(limit).toBeVisible();
  await expect(original(page)).toHaveCount(0);
  await tabTo(page, 'Why go on');
  await page.keyboard.type('The agency waits on the telephone');
  await tabTo(page, 'Go on');
  await page.keyboard.press('Enter');
  await expect(original(page)).toBeVisible();
  await page.keyboard.press('b');
  await page.keyboard.press('g');
  await page.keyboard.press('w');
  await page.waitForURL('**/wellness');
  await expect(page.getByText('The agency waits on the telephone')).toBeVisible();
  // Nobody gives a liaison items, so that there is nothing to be spared from.
  await expect(page.getByText('Do not give me items of')).toHaveCount(0);
  await expectAccessible(page, 'a liaison’s own week');
  await show(page, 'wellness');
});

test('liaisons are told live of what is theirs to do; what they know stands on for supervisors', async ({ browser }) => {
  test.setTimeout(120_000);
  const count = 5_204;
  const told = (page: Page) => page.getByRole('region', { name: 'Alerts' }).getByRole('listitem').filter({ hasText: `${count} destructions` });
  const [liaison, supervisor, moderator] = [await signedIn(browser, 'liaison', '/cases'), await signedIn(browser, 'supervisor', '/cases'), await signedIn(browser, 'moderator', '/cases')];
  for (const page of [liaison, supervisor, moderator]) await expect(page.getByRole('heading', { name: 'Cases' })).toBeVisible();
  await expect(told(liaison)).toHaveCount(0);
  const system = { kind: 'system', name: 'test' } as const;
  // Of no standing thing: nothing that goes on meanwhile says that it is over.
  await transact(db(), async (tx) => ok(await raise({ tx, actor: system, clock: systemClock, ids: randomIds, requestId: randomIds.next() }, 'destruction_restorable', { count })));
  await expect(told(liaison)).toBeVisible();
  await expect(told(supervisor)).toBeVisible();
  await expect(told(moderator)).toHaveCount(0);
  await expectAccessible(liaison, 'an alert of a liaison');
  await show(liaison, 'alert');
  await told(liaison).getByRole('button', { name: /^Acknowledge/ }).press('Enter');
  await expect(told(liaison)).toHaveCount(0);
  await expect(told(supervisor)).toBeVisible();
  const { actor } = await sessionOf('supervisor@example.com');
  const { id: alertId } = await db().alert.findFirstOrThrow({ where: { audience: 'supervisor', acknowledgedAt: null, details: { path: ['count'], equals: count } } });
  await as(actor, (ctx) => acknowledge(ctx, { alertId }));
  await expect(told(supervisor)).toHaveCount(0);
});
