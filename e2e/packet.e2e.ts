import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type Page, expect } from '@playwright/test';
import { db, transact } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';
import { ok } from '@/lib/kernel';
import { expectAccessible } from './harness/accessible';
import { signedIn } from './harness/desk';
import { draw } from './harness/pictures';
import { exactMatch, pushItem, pushMedia } from './harness/platform';
import { test } from './harness/quiet-console';
import { type SecondDesk, startSecondDesk } from './harness/second-desk';
import { system } from './harness/system';

const ADDRESS = 'https://pages.example.com/public/1';
const because = 'By the rules of this journey it goes there.';
const RULES = {
  rules: [
    { name: 'Somebody in Germany', when: { users: ['DE'] }, to: ['iwf'], because },
    { name: 'Everybody else', otherwise: true, to: ['uk-nca'], because },
  ],
};

let desk: SecondDesk;

test.beforeAll(async () => {
  const file = join(system().dataDir, 'routing-of-a-journey.json');
  writeFileSync(file, JSON.stringify(RULES));
  desk = await startSecondDesk(() => ({ ROUTING_FILE: file, REPORT_UNDO_SECONDS: '0' }));
});
test.afterAll(() => desk?.stop());

/** Signed in at the desk with rules of its own, and let use the clipboard, as people do. */
async function atDesk(browser: Browser, who: 'moderator' | 'supervisor' = 'moderator'): Promise<Page> {
  const page = await signedIn(browser, who, null);
  await page.context().grantPermissions(['clipboard-write'], { origin: desk.address });
  return page;
}

/** Decides an item by one click, and comes back with its report once it waits to be handed in. */
async function prepare(page: Page, itemId: string, authority: string): Promise<string> {
  await page.goto(`${desk.address}/review/${itemId}`);
  await expect(page.getByRole('button', { name: 'Take this item' })).toBeVisible();
  await page.keyboard.press('t');
  await expect(page.getByRole('radio', { name: 'Apparent CSAM' })).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByText(because)).toBeVisible();
  await page.getByRole('button', { name: new RegExp(`report to ${authority}`, 'i') }).click();
  const found = () => db().report.findFirst({ where: { itemId }, select: { id: true, state: true } });
  await expect.poll(async () => (await found())?.state, { timeout: 30_000 }).toBe('awaiting_reference');
  return (await found())?.id ?? '';
}

/** What was copied, pasted as people do: our pages may not read the clipboard, whoever asks them to. */
async function copied(page: Page): Promise<string> {
  await page.evaluate(() => {
    const area = document.createElement('textarea');
    area.id = 'pasted';
    document.body.append(area);
    area.focus();
  });
  await page.keyboard.press('ControlOrMeta+v');
  const text = await page.locator('#pasted').inputValue();
  await page.evaluate(() => document.getElementById('pasted')?.remove());
  return text;
}

/** Presses every field's copy button, and holds what was copied against what stands there. */
async function expectCopies(page: Page): Promise<string[]> {
  const labels: string[] = [];
  for (const row of await page.locator('[data-field]').all()) {
    const button = row.getByRole('button', { name: /^Copy / });
    if ((await button.count()) === 0) continue;
    await button.click();
    const shown = await row.locator('dd').first().locator('span').first().evaluate((element) => element.textContent ?? '');
    // The clipboard is written behind the press, and what was copied before stands there until then.
    await expect.poll(() => copied(page)).toBe(shown);
    labels.push((await row.locator('dt').textContent()) ?? '');
  }
  return labels;
}

const reminder = (page: Page) => page.getByText('References of authorities are still to be entered');
const standing = async () => (await db().alert.findMany({ where: { kind: 'reference_due', audience: 'supervisor' } })).filter(({ details }) => !Object.hasOwn(details as object, 'overAt')).length;

test('the packet for the NCA: fields are copied, files are taken once each, the number is entered, and the reminder is gone', async ({ browser }) => {
  const picture = await draw(701);
  const mediaId = await pushMedia(picture);
  const { itemId } = await pushItem({ externalId: 'packet-1', subject: 'packet-u1', mediaIds: [mediaId], signals: [exactMatch(mediaId)] });
  const page = await atDesk(browser);
  const reportId = await prepare(page, itemId, 'National Crime Agency');
  await page.goto(`${desk.address}/reports/${reportId}/packet`);
  await expect(page.getByRole('heading', { level: 1, name: 'National Crime Agency' })).toBeVisible();
  await expect(page.getByText('This is a drill: hand nothing in')).toBeVisible();
  await expectAccessible(page, 'the packet for the NCA');
  for (const theme of ['dim', 'paper']) {
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
    await page.screenshot({ path: test.info().outputPath(`packet-${theme}.png`) });
  }

  const labels = await expectCopies(page);
  expect(labels.slice(0, 2)).toEqual(['Reporting person', 'E-mail address']);
  expect(labels).toContain('IP address and port of the upload');
  await expect(page.locator('[data-field="recoveryEmail"]')).toContainText('Not known. The platform did not send');
  await page.getByRole('button', { name: 'Copy all as text' }).click();
  await expect(page.getByText('The packet is copied')).toBeVisible();
  await expect.poll(() => copied(page)).toContain('TEST: NOT A REPORT');

  const take = page.getByRole('button', { name: /^Take .+ along$/ });
  await expect(take).toHaveCount(2);
  const download = page.waitForEvent('download');
  await take.first().click();
  const bytes = readFileSync(await (await download).path());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(createHash('sha256').update(picture).digest('hex'));
  const { id: fileId } = await db().reportFile.findFirstOrThrow({ where: { reportId }, orderBy: { position: 'asc' } });
  const again = await page.request.get(`${desk.address}/api/reports/${reportId}/files/${fileId}`);
  expect(again.status()).toBe(404);

  await db().report.update({ where: { id: reportId }, data: { remindAt: new Date(Date.now() - 60_000) } });
  await transact(db(), async (tx) => ok(await enqueue(tx, 'remind-of-references', {})));
  await expect.poll(standing, { timeout: 30_000 }).toBe(1);
  const supervisor = await atDesk(browser, 'supervisor');
  await supervisor.goto(`${desk.address}/reports?step=to_hand_in`);
  await expect(reminder(supervisor)).toBeVisible();

  await page.getByRole('checkbox', { name: /^Choose the priority/ }).check();
  const reference = page.getByRole('textbox', { name: 'NCA reference' });
  await reference.fill('?');
  await reference.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await reference.press('Enter');
  await page.getByRole('button', { name: 'File with this number' }).click();
  await expect(page.getByText('This does not look like the NCA reference')).toBeVisible();
  await reference.fill('NCA-2026-7001');
  await page.getByRole('button', { name: 'Enter the reference…' }).click();
  await page.getByRole('button', { name: 'File with this number' }).click();
  await expect(page.getByText('Filed. Nobody is reminded any more.')).toBeVisible();
  await expectAccessible(page, 'the packet after its number');
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await expect(take.first()).toHaveAttribute('aria-disabled', 'true');
  expect(await standing()).toBe(0);
  expect(await db().report.findUniqueOrThrow({ where: { id: reportId }, include: { clocks: { orderBy: { rule: 'asc' } } } })).toMatchObject({ state: 'filed', hotlineReportId: 'NCA-2026-7001', remindAt: null, clocks: [expect.objectContaining({ rule: 'uk_si_2026_268_content' }), expect.objectContaining({ rule: 'uk_si_2026_268_reference' })] });
});

/** An item about a page that anybody can open, by somebody thought to be in Germany. */
async function pushPage(externalId: string): Promise<string> {
  const body = {
    externalId,
    platform: 'Example Messenger',
    occurredAt: '2026-11-20T08:15:00+01:00',
    subject: { externalId: `${externalId}-u`, screenName: 'page_user', estimatedLocation: { countryCode: 'DE' } },
    messages: [{ externalId: 'm1', senderId: `${externalId}-u`, sentAt: '2026-11-20T08:15:00+01:00', text: 'The tomatoes are ripe.', flagged: true }],
    incidents: [{ kind: 'web_page', urls: [ADDRESS] }],
    signals: [{ kind: 'user_report', reason: 'child_safety' }],
  };
  const { address, apiKey } = system();
  const answer = await fetch(`${address}/api/intake/v1/items`, { method: 'POST', body: JSON.stringify(body), headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' } });
  if (answer.status !== 201) throw new Error(`The item was refused: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { itemId: string }).itemId;
}

test('the packet for the IWF: the address comes first, no file goes along, and its number files the report', async ({ browser }) => {
  const page = await atDesk(browser);
  const reportId = await prepare(page, await pushPage('packet-2'), 'Internet Watch Foundation');
  await page.goto(`${desk.address}/reports/${reportId}/packet`);
  await expect(page.getByRole('heading', { level: 1, name: 'Internet Watch Foundation' })).toBeVisible();
  await expect(page.locator('[data-field]').first()).toContainText(ADDRESS);
  expect((await expectCopies(page))[0]).toBe('URL of the content');
  await expect(page.getByText(/never send the material itself/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Take / })).toHaveCount(0);
  await expectAccessible(page, 'the packet for the IWF');
  await page.getByRole('textbox', { name: 'IWF report number' }).fill('IWF 12345');
  await page.getByRole('button', { name: 'Enter the reference…' }).click();
  await page.getByRole('button', { name: 'File with this number' }).click();
  await expect(page.getByText('Filed. Nobody is reminded any more.')).toBeVisible();
  await expect.poll(async () => (await db().report.findUniqueOrThrow({ where: { id: reportId } })).hotlineReportId).toBe('IWF 12345');
});
