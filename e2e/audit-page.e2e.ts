import { readFile } from 'node:fs/promises';
import { type Page, expect } from '@playwright/test';
import pg from 'pg';
import { record, recordMany } from '@/lib/audit';
import { db, transact } from '@/lib/db';
import { type PersonActor, ok, randomIds } from '@/lib/kernel';
import { expectAccessible } from './harness/accessible';
import { signedIn, tabTo } from './harness/desk';
import { test } from './harness/quiet-console';
import { sessionOf } from './harness/session-of';
import { system } from './harness/system';

let database: pg.Client;
let moderator: PersonActor;

test.beforeAll(async () => {
  database = new pg.Client({ connectionString: system().ownerUrl });
  await database.connect();
  ({ actor: moderator } = await sessionOf('moderator@example.com'));
});
test.afterAll(() => database.end());

/** Entries of ours, told by their reason; all in one statement. */
async function write(reasons: readonly string[]): Promise<void> {
  await transact(db(), async (tx) => {
    const ctx = { tx, actor: moderator, ids: randomIds, requestId: randomIds.next() };
    await recordMany(ctx, reasons.map((reason) => ({ action: 'item.released', details: {}, reason })));
    return ok();
  });
}

const rows = (page: Page) => page.getByRole('table').getByRole('row').filter({ has: page.getByRole('cell') });
const rowOf = (page: Page, text: string) => rows(page).filter({ hasText: text });
const proven = (page: Page) => rows(page).filter({ has: page.getByText('Proven', { exact: true }) });
const openEntry = (page: Page) => page.getByRole('complementary', { name: 'Entry' });

/** Changes an entry's column behind the back of everything that would refuse it, as who owns the server can. */
async function overwrite(reason: string, by: string): Promise<void> {
  await database.query('SET session_replication_role = replica');
  await database.query('UPDATE "AuditEvent" SET "reason" = $2 WHERE "reason" = $1', [reason, by]);
  await database.query('SET session_replication_role = DEFAULT');
}

test('every row is proven in the browser; the open one shows its proof and leads on, by keyboard alone', async ({ browser }) => {
  test.setTimeout(120_000);
  await transact(db(), async (tx) => {
    await record({ tx, actor: moderator, ids: randomIds, requestId: randomIds.next() }, { action: 'report.moved', details: { before: 'sent', after: 'received' }, reason: 'marigold', targets: [{ type: 'person', id: moderator.id, label: moderator.name }] });
    return ok();
  });
  const page = await signedIn(browser, 'supervisor', '/audit');
  await expect(rows(page).first()).toBeVisible();
  // The newest wait a moment for their places.
  await expect.poll(async () => (await rows(page).count()) - (await proven(page).count())).toBe(0);
  await expectAccessible(page, 'audit trail, proven');

  await page.keyboard.press('/');
  await page.keyboard.type('Marigold');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/audit?text=Marigold**');
  await expect(rows(page)).toHaveCount(1);
  await page.locator('body').press('f');
  await expect(page.getByLabel('Person')).toBeFocused();
  await page.getByRole('heading', { name: 'Audit trail' }).click();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const entry = openEntry(page);
  await expect(entry.getByText('Good, checked here')).toBeVisible();
  await expect(entry.getByText('state: sent')).toBeVisible();
  await expect(entry.getByText('state: received')).toBeVisible();
  await expectAccessible(page, 'an entry with its proof');
  expect(page.url()).toContain('entry=');

  const { id } = await db().auditEvent.findFirstOrThrow({ where: { reason: 'marigold' }, select: { id: true } });
  const [saved] = await Promise.all([page.waitForEvent('download'), entry.getByRole('button', { name: 'Save proof' }).click()]);
  expect(saved.suggestedFilename()).toMatch(/^entry-\d+\.tlog-proof$/);
  const [ours, theirs] = [await readFile(await saved.path(), 'utf8'), await (await page.request.get(`/api/audit/proof/${id}`)).text()];
  // The log has grown since; the place has not changed.
  expect(ours.split('\n').slice(0, 2)).toEqual(theirs.split('\n').slice(0, 2));

  await page.locator('body').press('Escape');
  await expect(entry).toHaveCount(0);
  await page.goBack();
  await expect(entry).toBeVisible();
  await entry.getByRole('link', { name: moderator.name, exact: true }).click();
  await expect(page.getByText(`About ${moderator.name}: what they did, and what was done to them.`)).toBeVisible();
  await expect(rowOf(page, 'marigold')).toBeVisible();
});

test('a row that a superuser changed is shown as not matching, and says what to do', async ({ browser }) => {
  const [reason, other] = [`honest-${randomIds.next()}`, `forged-${randomIds.next()}`];
  await write([reason, `${reason} beside`]);
  const page = await signedIn(browser, 'supervisor', `/audit?text=${reason}`);
  await expect(proven(page)).toHaveCount(2);
  await overwrite(reason, other);
  try {
    await page.goto(`/audit?person=${moderator.id}`);
    await expect(rowOf(page, other)).toContainText('Does not match');
    await expect(rowOf(page, `${reason} beside`)).toContainText('Proven');
    await rowOf(page, other).getByRole('link', { name: 'Released an item' }).click();
    const alert = openEntry(page).getByRole('alert');
    await expect(alert).toContainText('Its reason is not what the log’s entry says.');
    await expect(alert).toContainText('audit:verify');
    await expectAccessible(page, 'an entry that does not match');
  } finally {
    await overwrite(other, reason);
  }
  await page.getByRole('link', { name: 'Look again' }).click();
  await expect(rowOf(page, reason).first()).toContainText('Proven');
  await expect(page.getByText('Does not match')).toHaveCount(0);
});

test('pages go down and up again by keyboard, and a link opens an entry at any depth', async ({ browser }) => {
  test.setTimeout(120_000);
  const word = `depth${randomIds.next().replaceAll('-', '')}`;
  await write(Array.from({ length: 120 }, (_, at) => `${word} number ${at}`));
  const page = await signedIn(browser, 'auditor', `/audit?text=${word}`);
  await expect(page.getByText('120 entries')).toBeVisible();
  const pageOf = (first: number, last: number) => Promise.all([expect(rows(page).first()).toContainText(`number ${first}`), expect(rows(page).last()).toContainText(`number ${last}`)]);
  await pageOf(119, 70);
  for (const [way, first, last] of [['Older', 69, 20], ['Older', 19, 0], ['Newer', 69, 20], ['Older', 19, 0], ['Newest', 119, 70]] as const) {
    await tabTo(page, way);
    await page.keyboard.press('Enter');
    await pageOf(first, last);
  }

  const { id } = await db().auditEvent.findFirstOrThrow({ where: { reason: `${word} number 3` }, select: { id: true } });
  await page.goto(`/audit?entry=${id}`);
  const entry = openEntry(page);
  await expect(entry.getByText(`${word} number 3`, { exact: true })).toBeVisible();
  await expect(entry.getByText('Good, checked here')).toBeVisible();
  await entry.getByRole('link', { name: 'Show it in the list' }).click();
  await expect(rows(page).first()).toContainText(`${word} number 3`);
  await page.goto(`/audit?entry=${randomIds.next()}`);
  await expect(entry.getByText('There is no such entry')).toBeVisible();
});

test('followed live, new entries go on top, and are held while they would move what is under the pointer', async ({ browser }) => {
  test.setTimeout(120_000);
  const word = `live${randomIds.next().replaceAll('-', '')}`;
  await write([`${word} before`]);
  const page = await signedIn(browser, 'supervisor', `/audit?text=${word}`);
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Live' }).click();
  await page.waitForURL('**live=1**');
  await expect(page.getByRole('button', { name: 'Live' })).toHaveAttribute('aria-pressed', 'true');

  await page.mouse.move(5, 5);
  await page.getByRole('heading', { name: 'Audit trail' }).click();
  await write([`${word} first`]);
  await expect(rows(page).first()).toContainText(`${word} first`);
  await expect(rows(page).first()).toContainText('Proven');

  await rows(page).first().hover();
  await write([`${word} second`, `${word} third`]);
  const held = page.getByRole('button', { name: '2 new' });
  await expect(held).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await expectAccessible(page, 'audit trail, live, with entries held');
  await held.click();
  await expect(rows(page)).toHaveCount(4);
  await expect(rows(page).first()).toContainText(`${word} third`);

  const { id: supervisor } = await db().person.findUniqueOrThrow({ where: { email: 'supervisor@example.com' } });
  const readings = await db().auditEvent.count({ where: { actorId: supervisor, action: 'audit.read', details: { equals: { filters: { text: word } } } } });
  // Two pages were opened; what followed within the same minute is no reading of its own. A slow run may take two.
  expect(readings).toBeGreaterThanOrEqual(2);
  expect(readings).toBeLessThanOrEqual(4);
});
