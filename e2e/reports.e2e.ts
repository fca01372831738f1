import { createHmac } from 'node:crypto';
import { type IncomingHttpHeaders, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Page, expect } from '@playwright/test';
import pg from 'pg';
import { db } from '@/lib/db';
import { drawWebhookSecret } from '@/lib/hotlines';
import { randomIds, systemClock } from '@/lib/kernel';
import { take } from '@/lib/queue';
import { reconcile, sealNoticeSecret, settle } from '@/lib/reporting';
import { expectAccessible } from './harness/accessible';
import { sandboxReports, signedIn } from './harness/desk';
import { grooming, pushItem } from './harness/platform';
import { test } from './harness/quiet-console';
import { as, sessionOf } from './harness/session-of';
import { system } from './harness/system';

const SCREEN_NAME = 'personOrUserReported/screenName';

const faults = (method: 'POST' | 'DELETE', body?: object) =>
  fetch(`${system().sandboxAddress}/_sandbox/faults`, { method, body: body && JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });
test.afterEach(() => faults('DELETE'));

/** One text-only item, decided and reported by the demo's moderator, as one click does. */
async function reported(name: string, platform?: string): Promise<{ reportId: string; itemId: string; caseNumber: string }> {
  const { itemId, caseNumber } = await pushItem({ externalId: name, subject: `${name}-u`, signals: [grooming], ...(platform && { names: { platform } }) });
  const { actor } = await sessionOf('moderator@example.com');
  await as(actor, (ctx) => take(ctx, { itemId }));
  const decision = { itemId, outcome: 'enticement' as const, incidentType: null, reportAnnotations: [], dangerNow: [], dangerReason: '', files: [] };
  const { reports } = await as(actor, (ctx) => settle(ctx, { decision, isReported: true, note: '' }));
  return { reportId: reports[0]?.reportId ?? '', itemId, caseNumber };
}

const stored = (reportId: string) => db().report.findUniqueOrThrow({ where: { id: reportId } });
const whenState = (reportId: string, state: string) => expect.poll(async () => (await stored(reportId)).state, { timeout: 40_000, intervals: [200] }).toBe(state);
const received = async (receipt: string | null) => (await sandboxReports()).find(({ id }) => id === receipt);
const check = () => reconcile({ client: db(), clock: systemClock, ids: randomIds });
const asOwner = async (work: (owner: pg.Client) => Promise<unknown>) => {
  const owner = new pg.Client({ connectionString: system().ownerUrl });
  await owner.connect();
  await work(owner).finally(() => owner.end());
};

/** Figures of the funnel by its words. */
async function funnel(page: Page): Promise<Record<string, number>> {
  const steps = page.getByRole('navigation', { name: 'Where reports stand' }).getByRole('link');
  await expect(steps.first()).toBeVisible();
  const links = await steps.allInnerTexts();
  return Object.fromEntries(links.map((text) => [text.replace(/\s*\d+$/, '').trim(), Number(/\d+$/.exec(text.trim())?.[0])]));
}

test('what a hotline refused is told part by part, left out by whoever asked for it, and filed; each call is a supervisor’s to open', async ({ browser }) => {
  test.setTimeout(150_000);
  await faults('POST', { call: 'submit', kind: 'code', code: 4100, description: `cvc-maxLength-valid: ${SCREEN_NAME}`, about: 'mend-1' });
  const { reportId, caseNumber } = await reported('mend-1');
  const moderator = await signedIn(browser, 'moderator', '/reports');
  await whenState(reportId, 'refused');

  await test.step('it comes first, says who has to act, and opens by keyboard', async () => {
    await moderator.goto('/reports?step=stuck');
    const row = moderator.getByRole('row').filter({ hasText: caseNumber });
    await expect(row.getByText('Refused by the hotline')).toBeVisible();
    await expect(row.getByText('who asked for it, or a supervisor')).toBeVisible();
    await expectAccessible(moderator, 'reports');
    await moderator.keyboard.press('j');
    await expect(moderator.locator('[data-row-link]:focus')).toHaveCount(1);
    await row.locator('[data-row-link]').focus();
    await moderator.keyboard.press('Enter');
    await moderator.waitForURL(`**/reports/${reportId}`);
  });

  await test.step('the part is named with what to do, and goes along as text', async () => {
    await expect(moderator.getByText('The hotline refused “screen name” of person or user reported.')).toBeVisible();
    await expect(moderator.getByRole('heading', { name: 'Calls to the hotline' })).toHaveCount(0);
    await expectAccessible(moderator, 'a refused report');
    await moderator.getByRole('button', { name: 'Leave out and send…' }).press('Enter');
    await expectAccessible(moderator, 'before a report is sent without a part');
    await moderator.getByRole('button', { name: 'Leave out and send', exact: true }).press('Shift+Enter');
    await expect(moderator.getByText('Filed', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
    const xml = (await received((await stored(reportId)).hotlineReportId))?.xml ?? '';
    expect([xml.includes('<screenName>mend-1-u_name'), xml.includes(`${SCREEN_NAME}: mend-1-u_name`)]).toEqual([false, true]);
    await expect(moderator.getByText(/Left out of the form/)).toBeVisible();
  });

  await test.step('a supervisor opens what was said, as text', async () => {
    const supervisor = await signedIn(browser, 'supervisor', `/reports/${reportId}`);
    const calls = supervisor.getByRole('table', { name: 'Calls to the hotline' });
    await expect(calls.getByText('Refused').first()).toBeVisible();
    await calls.getByRole('button', { name: /^Open submit/ }).first().click();
    const dialog = supervisor.getByRole('dialog');
    await expect(dialog.getByLabel('Sent, body')).toContainText('<screenName>mend-1-u_name');
    await expect(dialog.getByLabel('Answered, body')).toContainText('4100');
    await expect(dialog.getByText(/authorization/i)).toHaveCount(0);
    await expectAccessible(supervisor, 'a call');
    await supervisor.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expectAccessible(supervisor, 'a filed report with its calls');
    expect(await db().auditEvent.count({ where: { action: 'report.call_read', targets: { array_contains: [{ id: reportId }] } } })).toBe(1);
  });
});

test('of a report that the hotline refuses to speak about a supervisor enters what its people said, and it is filed under the number that they have', async ({ browser }) => {
  await faults('POST', { call: 'finish', kind: 'cut-after', about: 'vouch-1' });
  await faults('POST', { call: 'retract', kind: 'code', code: 4100, every: true, about: 'vouch-1' });
  const { reportId } = await reported('vouch-1');
  await whenState(reportId, 'needs_attention');
  const number = (await stored(reportId)).hotlineReportId ?? '';
  const page = await signedIn(browser, 'supervisor', `/reports/${reportId}`);
  await page.getByRole('button', { name: 'Enter what they said…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Report of case/ });
  await expect(dialog).toContainText(number);
  await expectAccessible(page, 'what a hotline said');
  await dialog.getByRole('radio', { name: /They have the report, finished/ }).check();
  await dialog.getByRole('textbox', { name: 'Whom you asked, and when' }).fill('Duty desk, by telephone at noon');
  await dialog.getByRole('button', { name: 'Enter it' }).press('Shift+Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Filed', { exact: true }).first()).toBeVisible();
  expect(await stored(reportId)).toMatchObject({ state: 'filed', hotlineReportId: number });
});

test('an addition to a filed report is filed on its own and names the first one’s number', async ({ browser }) => {
  const { reportId } = await reported('add-1');
  await whenState(reportId, 'filed');
  const page = await signedIn(browser, 'moderator', `/reports/${reportId}`);
  await page.getByLabel('What was learnt since').fill('The account wrote from a second address.');
  await page.getByRole('button', { name: 'Add to the report…' }).press('Enter');
  await page.getByRole('button', { name: 'Add to the report (test)' }).press('Shift+Enter');
  await page.waitForURL((url) => url.pathname.startsWith('/reports/') && !url.pathname.endsWith(reportId));
  await expect(page.getByRole('button', { name: 'Undo the addition' })).toBeVisible();
  await expectAccessible(page, 'an addition');
  const addedId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await whenState(addedId, 'filed');
  await expect(page.getByText('None yet')).toHaveCount(0);
  const [first, added] = [await stored(reportId), await stored(addedId)];
  const xml = (await received(added.hotlineReportId))?.xml ?? '';
  expect(xml).toContain(`<priorCTReports>${first.hotlineReportId}</priorCTReports>`);
  expect(xml).toContain('The account wrote from a second address.');
  await page.getByRole('region', { name: 'Linked reports' }).getByRole('link').click();
  await expect(page.getByText('Added later')).toBeVisible();
});

test('the page proves that no report is missing; one that is gets made by a supervisor, and what is late says so', async ({ browser }) => {
  const lost = await reported('lost-1');
  const late = await reported('late-1');
  await whenState(lost.reportId, 'filed');
  await whenState(late.reportId, 'filed');
  await check();
  const page = await signedIn(browser, 'supervisor', '/reports');
  const proof = page.getByText(/^Checked at/);
  const figures = async () => /: ([\d,]+) decisions? to report, ([\d,]+) accounted for\./.exec(await proof.innerText())?.slice(1);
  const before = await figures();
  expect(before?.[0]).toBe(before?.[1]);
  const { All: all, ...steps } = await funnel(page);
  expect(Object.values(steps).reduce((sum, count) => sum + count, 0)).toBe(all);

  await asOwner(async (owner) => {
    for (const table of ['Notice', 'Preservation', 'HotlineCall', 'ReportFile', 'ReportItem']) await owner.query(`DELETE FROM "${table}" WHERE "reportId" = $1`, [lost.reportId]);
    await owner.query('DELETE FROM "Report" WHERE "id" = $1', [lost.reportId]);
    await owner.query(`UPDATE "Report" SET "state" = 'needs_attention', "problem" = 'Made stuck by a test.', "filedAt" = NULL, "knownAt" = now() - interval '3 days' WHERE "id" = $1`, [late.reportId]);
  });
  await check();
  await page.goto('/reports');
  await expect(page.getByRole('heading', { name: 'A decision that must be reported has no report' })).toBeVisible();
  await expect(page.getByRole('alert').or(page.getByText('1 decision without a report.')).first()).toBeVisible();
  const [known, accounted] = (await figures())?.map(Number) ?? [];
  expect(accounted).toBe((known ?? 0) - 1);
  await expectAccessible(page, 'reports with one missing');
  const row = page.getByRole('row').filter({ hasText: late.caseNumber });
  await expect(row.getByText('late', { exact: true })).toBeVisible();
  await page.goto('/reports?late=1');
  await expect(page.getByRole('row').filter({ hasText: late.caseNumber })).toHaveCount(1);

  await page.goto('/reports');
  await page.getByRole('button', { name: 'Make the report now…' }).click();
  await page.getByRole('button', { name: 'Make the report now', exact: true }).press('Shift+Enter');
  await expect(page.getByRole('heading', { name: 'A decision that must be reported has no report' })).toHaveCount(0);
  await check();
  expect(await db().alert.count({ where: { kind: 'report_missing', NOT: { details: { path: ['overAt'], not: 'null' } } } })).toBe(0);
  await asOwner((owner) => owner.query(`UPDATE "Report" SET "state" = 'filed', "filedAt" = now(), "problem" = NULL WHERE "id" = $1`, [late.reportId]));
});

test('a platform that took no notice is told again by a supervisor, signed, and of nothing but its own ids', async ({ browser }) => {
  test.setTimeout(120_000);
  const platform = 'Notice Messenger';
  const secret = drawWebhookSecret();
  const got: { headers: IncomingHttpHeaders; body: string }[] = [];
  let status = 410;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { actor } = await sessionOf('admin@example.com');
    const row = { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/filed`, ...sealNoticeSecret(platform, secret), isOn: true, updatedAt: systemClock.now(), updatedById: actor.id };
    await db().platformWebhook.upsert({ where: { platform }, create: { platform, ...row }, update: row });
    const { reportId } = await reported('notice-1', platform);
    await whenState(reportId, 'filed');
    const moderator = await signedIn(browser, 'moderator', `/reports/${reportId}`);
    await expect(moderator.getByText(`${platform} could not be told`)).toBeVisible({ timeout: 20_000 });
    await expect(moderator.getByRole('button', { name: 'Send the notice again' })).toHaveAttribute('aria-disabled', 'true');
    await expectAccessible(moderator, 'a report whose platform could not be told');

    status = 200;
    const supervisor = await signedIn(browser, 'supervisor', '/reports?notice=stuck');
    await supervisor.locator('[data-row-link]').first().click();
    await supervisor.getByRole('button', { name: 'Send the notice again' }).click();
    await expect(supervisor.getByText(`${platform} was told at`)).toBeVisible({ timeout: 20_000 });
    expect(got).toHaveLength(2);
    for (const { headers, body } of got) {
      const signed = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`).digest('base64');
      expect(headers['webhook-signature']).toBe(`v1,${signed}`);
      expect((JSON.parse(body) as { data: unknown }).data).toMatchObject({ itemExternalIds: ['notice-1'], accountExternalId: 'notice-1-u', acts: ['remove', 'suspend', 'preserve'], isTest: true });
      expect(body).not.toMatch(/ncmec|hotline|enticement/i);
    }
  } finally {
    server.close();
    await db().platformWebhook.updateMany({ where: { platform }, data: { isOn: false } });
  }
});
