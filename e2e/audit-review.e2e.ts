import { readFile } from 'node:fs/promises';
import { type Download, type Page, expect } from '@playwright/test';
import pg from 'pg';
import { addPast } from '@/lib/audit/testing';
import { NOBODY } from '@/lib/kernel';
import { expectAccessible } from './harness/accessible';
import { DEMO_ANSWER, signedIn } from './harness/desk';
import { test } from './harness/quiet-console';
import { system } from './harness/system';

const DAY_MS = 24 * 60 * 60_000;
const REASON = 'Asked for by the yearly audit';

let database: pg.Client;
test.beforeAll(async () => {
  database = new pg.Client({ connectionString: system().ownerUrl });
  await database.connect();
});
test.afterAll(() => database.end());

const confirm = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
const textOf = async (download: Download) => readFile(await download.path(), 'utf8');

/** Exports what the page shows, by its dialog. */
async function exportAs(page: Page, format: RegExp): Promise<Download> {
  await page.getByRole('button', { name: 'Export…' }).click();
  await page.getByRole('radio', { name: format }).check();
  const [download] = await Promise.all([page.waitForEvent('download'), confirm(page, 'Export')]);
  return download;
}

/** Moments of weeks that are over, long enough for the last of them to be late. */
async function addPastWeeks(): Promise<void> {
  for (const ago of [9, 16, 23]) {
    const at = new Date(Date.now() - ago * DAY_MS).toISOString();
    await addPast(database, { at, by: NOBODY, action: 'session.locked_out', outcome: 'refused', details: { what: 'address' } });
  }
}

test.describe('exports', () => {
  // A second factor of before is what the desk refuses, and the browser says so of every refusal.
  test.use({ tolerated: [/api\/audit-export.*403|status of 403/] });

  test('what the filters select is exported in each form; with its reasons only after a second factor and a reason', async ({ browser }) => {
    test.setTimeout(180_000);
    const page = await signedIn(browser, 'auditor', '/audit?action=session.signed_in');
    await page.getByRole('button', { name: 'Export…' }).click();
    await expectAccessible(page, 'an export');
    await page.keyboard.press('Escape');

    const csv = await exportAs(page, /^CSV/);
    expect(csv.suggestedFilename()).toMatch(/^audit-trail-\d{4}-\d\d-\d\d-redacted\.csv$/);
    const [head = '', first = ''] = (await textOf(csv)).split('\r\n');
    expect(head.replace('\ufeff', '')).toContain('"time","id","action"');
    expect(first).toContain('"session.signed_in"');
    await expect(page.getByText(/entr(y is|ies are) in the file that your browser saved/)).toBeVisible();

    const lines = (await textOf(await exportAs(page, /^JSON lines/))).trim().split('\n').map((line) => JSON.parse(line) as { action: string; leafHash: string });
    expect(new Set(lines.map(({ action }) => action))).toEqual(new Set(['session.signed_in']));
    const ocsf = (await textOf(await exportAs(page, /^OCSF/))).trim().split('\n').map((line) => JSON.parse(line) as { type_uid: number });
    expect(new Set(ocsf.map(({ type_uid }) => type_uid))).toEqual(new Set([300201]));

    await database.query(`UPDATE "Session" SET "verifiedAt" = now() - interval '1 day' WHERE "endedAt" IS NULL AND "personId" = (SELECT "id" FROM "Person" WHERE "email" = 'auditor@example.com')`);
    await page.goto('/audit?action=audit.exported');
    await page.getByRole('button', { name: 'Export…' }).click();
    await page.getByRole('radio', { name: /^JSON lines/ }).check();
    await page.getByRole('radio', { name: 'With reasons and labels' }).check();
    const send = page.getByRole('dialog').getByRole('button', { name: 'Export with reasons and labels' });
    await expect(send).toHaveAttribute('title', /at least 10 characters/);
    await page.getByRole('textbox', { name: 'Reason' }).fill(REASON);
    await expectAccessible(page, 'an unredacted export');
    await send.click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: DEMO_ANSWER }).click()]);
    expect(download.suggestedFilename()).toMatch(/^audit-trail-\d{4}-\d\d-\d\d\.jsonl$/);
    expect((await textOf(download)).trim().split('\n')).toHaveLength(3);
    const { rows } = await database.query<{ reason: string; details: object }>(`SELECT "reason", "details" FROM "AuditEvent" WHERE "action" = 'audit.exported' ORDER BY "seq" DESC LIMIT 1`);
    expect(rows).toEqual([{ reason: REASON, details: { format: 'jsonl', rows: 3, redacted: false, filters: { action: 'audit.exported' } } }]);
  });
});

test('a late week is said on the trail’s page, reviewed by its counts, and signed off; then nothing is said any more', async ({ browser }) => {
  test.setTimeout(180_000);
  await addPastWeeks();
  const page = await signedIn(browser, 'auditor', '/audit');
  const overdue = page.getByRole('list', { name: 'Weeks to sign off' }).getByRole('listitem');
  await expect(overdue).not.toHaveCount(0);
  const before = await overdue.count();
  await expectAccessible(page, 'the trail with late weeks');
  await overdue.first().getByRole('link').click();
  await page.waitForURL('**/audit/review?week=*');

  const panel = page.getByRole('complementary', { name: 'Week' });
  await expect(panel.getByRole('region', { name: 'Lockouts' })).toContainText('nobody');
  await expect(panel.getByRole('region', { name: 'Nothing counted' })).toContainText('before 07:00 or from 20:00 on, UTC');
  await expectAccessible(page, 'a week');
  await panel.getByRole('link', { name: /^nobody ?, Lockouts: entries$/ }).click();
  await page.waitForURL('**/audit?*action=session.locked_out*');
  await expect(page.getByRole('table').getByText('Was locked out').first()).toBeVisible();
  await page.goBack();

  await panel.getByRole('button', { name: 'Sign off this week…' }).click();
  await page.getByRole('textbox', { name: 'Note' }).fill('Nothing out of the ordinary.');
  await expectAccessible(page, 'a signature');
  await confirm(page, 'Sign off');
  await expect(panel).toContainText(/Signed off by AU-01/);
  await expect(panel).toContainText('Nothing out of the ordinary.');
  await expectAccessible(page, 'a signed week');
  await page.getByRole('link', { name: 'Audit trail', exact: true }).click();
  await page.waitForURL('**/audit');
  await expect(overdue).toHaveCount(before - 1);
});
