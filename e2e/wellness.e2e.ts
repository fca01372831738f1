import { type Browser, type Page, expect } from '@playwright/test';
import { db } from '@/lib/db';
import { type Role, randomIds, systemClock } from '@/lib/kernel';
import { actsAt, looksAt } from '@/lib/wellness/testing';
import { expectAccessible } from './harness/accessible';
import { tabTo, takeItem } from './harness/desk';
import { draw } from './harness/pictures';
import { grooming, nearMatch, pushItem, pushMedia } from './harness/platform';
import { sessionOf } from './harness/session-of';
import { system } from './harness/system';
import { test } from './harness/tidy';
import { addPerson, clear } from './matrix/standings';

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
const ago = (ms: number) => new Date(systemClock.now().getTime() - ms);

interface AtDesk {
  readonly page: Page;
  readonly id: string;
  readonly name: string;
}

/** Somebody new at the desk, whose day is their own: what is done to it stands in no other journey's way. */
async function sitDown(browser: Browser, role: Role): Promise<AtDesk> {
  const email = `wellness-${randomIds.next()}@example.com`;
  await addPerson({ email, role });
  const { actor, cookie } = await sessionOf(email);
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  const context = await browser.newContext({ baseURL: system().address, viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ name, value, url: system().address }]);
  return { page: await context.newPage(), id: actor.id, name: actor.name };
}

/** A waiting item of its own, with a picture. */
async function newItem(signals?: readonly object[]): Promise<{ itemId: string; mediaId: string; subject: string }> {
  const subject = `well-${randomIds.next()}`;
  const mediaId = await pushMedia(await draw(Number.parseInt(subject.slice(-6), 16) % 10_000));
  const { itemId } = await pushItem({ externalId: subject, subject, mediaIds: [mediaId], signals: signals ?? [nearMatch(mediaId)] });
  await expect.poll(async () => (await db().media.findUniqueOrThrow({ where: { id: mediaId } })).state).toBe('ready');
  return { itemId, mediaId, subject };
}

const limitDialog = (page: Page, title: string) => page.getByRole('dialog', { name: title });

/** Answers the limit that stands before something, by keyboard. */
async function goOn(page: Page, title: string, why: string): Promise<void> {
  await expect(limitDialog(page, title)).toBeVisible();
  await tabTo(page, 'Why go on');
  await page.keyboard.type(why);
  await tabTo(page, 'Go on');
  await page.keyboard.press('Enter');
  await expect(limitDialog(page, title)).toBeHidden();
}

test.beforeAll(async () => {
  // Points the domain's verbs at the system under test.
  await sessionOf('moderator@example.com');
});
test.afterAll(clear);

test('settings are chosen by keyboard, kept, and hold in the queue and on the item', async ({ browser }) => {
  test.setTimeout(180_000);
  const { itemId, subject } = await newItem([grooming]);
  const { page, id } = await sitDown(browser, 'moderator');
  await page.goto('/wellness');
  await expect(page.getByText('Nothing yet')).toBeVisible();
  await expectAccessible(page, 'wellness, with nothing yet');
  await page.goto('/queue');
  await expect(page.getByText(subject)).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('w');
  await page.waitForURL('**/wellness');

  await tabTo(page, 'Shapes of light and dark');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'No picture at all' })).toBeChecked();
  await tabTo(page, 'Grooming and enticement');
  await page.keyboard.press('Space');
  await page.getByRole('combobox', { name: 'Time zone' }).selectOption('Asia/Tokyo');
  await page.getByLabel('Shift begins').fill('22:00');
  await tabTo(page, 'Keep these settings');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Say when it begins and when it ends')).toBeVisible();
  await page.getByLabel('Shift ends').fill('06:00');
  await page.getByRole('button', { name: 'Keep these settings' }).press('Enter');
  await expect(page.getByText('Your settings are kept')).toBeVisible();
  expect(await db().wellnessSettings.findUniqueOrThrow({ where: { personId: id } })).toMatchObject({ blur: 'hidden', optedOut: ['grooming'], timeZone: 'Asia/Tokyo', shiftStart: 1_320, shiftEnd: 360 });

  await page.reload();
  await expect(page.getByRole('checkbox', { name: 'Grooming and enticement' })).toBeChecked();
  await expect(page.getByLabel('Shift begins')).toHaveValue('22:00');
  await page.goto('/queue');
  await expect(page.getByText(subject)).toHaveCount(0);
  await page.getByRole('link', { name: /^Set aside/ }).click();
  await expect(page.getByText(subject)).toBeVisible();
  await expectAccessible(page, 'what was set aside');
  await page.goto(`/review/${itemId}`);
  await expect(page.getByText('You asked not to be given items like this: grooming and enticement.')).toBeVisible();
  await takeItem(page, itemId);
  await expect(page.getByRole('region', { name: 'Files' }).locator('img')).toHaveCount(0);
  await expectAccessible(page, 'an item without a picture before a look');
});

test('a cap is met by a dialog; a reason goes on with what was asked for, and supervisors read it', async ({ browser }) => {
  test.setTimeout(180_000);
  const item = await newItem();
  const { page, id, name } = await sitDown(browser, 'moderator');
  await looksAt(db(), id, ago(40 * MINUTE), { kind: 'reveal', count: 30, seconds: 60, file: item });
  await takeItem(page, item.itemId);
  await page.keyboard.press('Shift+R');
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await page.keyboard.type('Near match; quality has to be judged');
  await tabTo(page, 'Reveal');
  await page.keyboard.press('Shift+Enter');

  const title = 'Minutes of unblurred pictures in a day';
  await expect(limitDialog(page, title)).toContainText('That was 30 minutes of unblurred pictures today. Nothing is lost');
  await expect(page.getByAltText('Revealed image 1 of 1')).toHaveCount(0);
  await expectAccessible(page, 'a limit');
  await goOn(page, title, 'The only one who knows this case');
  await expect(page.getByAltText('Revealed image 1 of 1')).toBeVisible();
  await page.keyboard.press('b');

  await test.step('stopping is the other answer', async () => {
    await db().wellnessOverride.findFirstOrThrow({ where: { personId: id, limit: 'unblurred' } });
    const other = await sitDown(browser, 'moderator');
    const another = await newItem();
    await looksAt(db(), other.id, ago(40 * MINUTE), { kind: 'reveal', count: 30, seconds: 60, file: another });
    await takeItem(other.page, another.itemId);
    await other.page.keyboard.down('Space');
    await expect(limitDialog(other.page, title)).toBeVisible();
    await other.page.keyboard.up('Space');
    await other.page.keyboard.press('Escape');
    await expect(limitDialog(other.page, title)).toBeHidden();
    await expect(other.page.getByRole('radio', { name: 'Apparent CSAM' })).toBeVisible();
    expect(await db().wellnessOverride.count({ where: { personId: other.id } })).toBe(0);
  });

  const supervisor = await sitDown(browser, 'supervisor');
  await supervisor.page.goto('/wellness/team');
  const row = supervisor.page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('The only one who knows this case');
  await expect(row).toContainText('Minutes of unblurred pictures in a day');
});

test('a break is asked for between items, and never over one', async ({ browser }) => {
  test.setTimeout(180_000);
  const [{ itemId }] = [await newItem(), await newItem()];
  const { page, id } = await sitDown(browser, 'moderator');
  await takeItem(page, itemId);
  await actsAt(db(), id, ago(55 * MINUTE), 56);
  await page.keyboard.down('Space');
  await expect(page.getByAltText('Grey image 1 of 1')).toBeVisible();
  await page.keyboard.up('Space');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('away from the screen')).toHaveCount(0);

  await page.keyboard.press('x');
  await page.waitForURL('**/queue');
  const prompt = page.getByText('50 minutes of work. 10 minutes away from the screen?');
  await expect(prompt).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expectAccessible(page, 'a break');
  await page.keyboard.press('t');
  await expect(page.getByRole('button', { name: 'Take next' })).not.toHaveAttribute('aria-busy', 'true');
  await expect(prompt).toBeVisible();
  await tabTo(page, 'Go on, saying why…');
  await page.keyboard.press('Enter');
  await goOn(page, 'A break', 'A child may be in danger now');
  await page.waitForURL(/\/review\//);

  await test.step('once it was taken, nothing is asked', async () => {
    const rested = await sitDown(browser, 'moderator');
    await actsAt(db(), rested.id, ago(75 * MINUTE), 61);
    await rested.page.goto('/queue');
    await expect(rested.page.getByRole('button', { name: 'Take next' })).toBeVisible();
    await expect(rested.page.getByText('away from the screen')).toHaveCount(0);
    await rested.page.keyboard.press('t');
    await rested.page.waitForURL(/\/review\//);
  });
});

test('an item is skipped by one key, is told to nobody, and waits under what was set aside', async ({ browser }) => {
  test.setTimeout(180_000);
  const { itemId, subject } = await newItem();
  const { page, id } = await sitDown(browser, 'moderator');
  await takeItem(page, itemId);
  await page.keyboard.press('s');
  await page.waitForURL('**/queue');
  await expect(page.getByText('You are not given it again')).toBeVisible();
  await expect(page.getByText(subject)).toHaveCount(0);
  await page.getByRole('link', { name: /^Set aside/ }).click();
  await expect(page.getByText(subject)).toBeVisible();
  expect((await db().auditEvent.findMany({ where: { actorId: id, itemId }, orderBy: { seq: 'asc' } })).map(({ action }) => action)).toEqual(['item.read', 'item.taken', 'item.read', 'item.released']);

  const supervisor = await sitDown(browser, 'supervisor');
  await supervisor.page.goto('/queue');
  await expect(supervisor.page.getByText(subject)).toBeVisible();
  await supervisor.page.goto('/wellness/team');
  await expect(supervisor.page.getByText(/What people looked at, skipped/)).toBeVisible();
  await expect(supervisor.page.getByText(subject)).toHaveCount(0);
});

test('one’s own week is drawn and tabled for oneself; of the team there are averages of five people and no fewer', async ({ browser }) => {
  test.setTimeout(180_000);
  const item = await newItem();
  const [anna, supervisor] = [await sitDown(browser, 'moderator'), await sitDown(browser, 'supervisor')];
  await looksAt(db(), anna.id, ago(20 * MINUTE), { kind: 'reveal', count: 2, seconds: 60, file: item });
  await actsAt(db(), anna.id, ago(30 * MINUTE), 10);
  await anna.page.goto('/wellness');
  await expect(anna.page.getByRole('img', { name: /^Unblurred, the last seven days: .*2 min/ })).toBeVisible();
  await expect(anna.page.getByRole('table', { name: 'Your last seven days, in figures' }).getByRole('row')).toHaveCount(8);
  await expectAccessible(anna.page, 'one’s own week');
  // Not by any address: what is somebody's own has none that names a person.
  await supervisor.page.goto(`/wellness?personId=${anna.id}&person=${anna.id}`);
  await expect(supervisor.page.getByText('Nothing yet')).toBeVisible();

  const monday = new Date(Math.floor(systemClock.now().getTime() / 86_400_000) * 86_400_000);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  const of = (weeks: number) => new Date(monday.getTime() - weeks * WEEK + 10 * 60 * MINUTE);
  const people = await Promise.all(Array.from({ length: 5 }, () => addPerson({ email: `wellness-${randomIds.next()}@example.com`, role: 'moderator' })));
  for (const id of people) await actsAt(db(), id, of(2), 90);
  for (const id of people.slice(1)) await actsAt(db(), id, of(3), 90);
  await supervisor.page.goto('/wellness');
  await supervisor.page.getByRole('link', { name: 'Team' }).press('Enter');
  await supervisor.page.waitForURL('**/wellness/team');
  const rows = supervisor.page.getByRole('table', { name: 'Finished weeks, on average a person' }).getByRole('row');
  await expect(rows.nth(2)).toContainText('51 h 30 min');
  await expect(rows.nth(3)).toContainText('Fewer than five people: not shown');
  await expect(rows.nth(3)).not.toContainText('1 h');
  await expectAccessible(supervisor.page, 'the team');
});

test('an admin sets what holds for everybody; people see it as set and cannot go below', async ({ browser }) => {
  test.setTimeout(180_000);
  const admin = await sitDown(browser, 'admin');
  await admin.page.goto('/people');
  await admin.page.keyboard.press('g');
  await admin.page.keyboard.press('w');
  await admin.page.waitForURL('**/wellness/floors');
  await expectAccessible(admin.page, 'the floors');
  const calm = admin.page.getByLabel('Minutes without reveals at the end of a shift');
  await calm.fill('600');
  await admin.page.getByRole('button', { name: 'Set for everybody' }).press('Enter');
  await expect(admin.page.getByText('At most 120 minutes')).toBeVisible();
  await calm.fill('45');
  await tabTo(admin.page, 'Messages folded');
  await admin.page.keyboard.press('Space');
  await tabTo(admin.page, 'Set for everybody');
  await admin.page.keyboard.press('Enter');
  await expect(admin.page.getByText('This holds for everybody now')).toBeVisible();
  await expect(admin.page.getByText(`Last changed by ${admin.name}`)).toBeVisible();

  const anna = await sitDown(browser, 'moderator');
  await anna.page.goto('/wellness');
  await expect(anna.page.getByText('No reveals in its last 45 minutes.')).toBeVisible();
  await expect(anna.page.getByRole('checkbox', { name: 'Messages folded, for everybody' })).toBeDisabled();
  await expect(anna.page.getByRole('checkbox', { name: 'Messages folded, for everybody' })).toBeChecked();
  await anna.page.goto('/wellness/floors');
  await expect(anna.page.getByText('This page is for another role')).toBeVisible();

  await calm.fill('30');
  await admin.page.getByRole('checkbox', { name: 'Messages folded' }).press('Space');
  await admin.page.getByRole('button', { name: 'Set for everybody' }).press('Enter');
  await expect.poll(async () => (await db().wellnessFloors.findUniqueOrThrow({ where: { id: 1 } })).calmMinutes).toBe(30);
});
