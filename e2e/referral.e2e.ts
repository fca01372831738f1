import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type Page, expect } from '@playwright/test';
import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { db } from '@/lib/db';
import { expectAccessible } from './harness/accessible';
import { DEMO_ANSWER, signedIn, tabTo } from './harness/desk';
import { draw } from './harness/pictures';
import { nearMatch, pushItem, pushMedia } from './harness/platform';
import { approvedReferral, checkedAgency, newCase, stateOf } from './harness/referring';
import { useSystem } from './harness/session-of';
import { system } from './harness/system';
import { test } from './harness/tidy';
import { age } from './harness/unlock';
import { unzip } from './harness/unzip';

const run = promisify(execFile);

test.beforeAll(() => useSystem());

/** Both themes, to be looked at. */
async function show(page: Page, name: string): Promise<void> {
  for (const theme of ['dim', 'paper']) {
    await page.evaluate((each) => document.documentElement.setAttribute('data-theme', each), theme);
    await page.screenshot({ path: test.info().outputPath(`${name}-${theme}.png`) });
  }
}

const addAgencyByKeyboard = async (page: Page, name: string, recipient: string): Promise<void> => {
  await tabTo(page, 'Add an agency…');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  const values = { Agency: name, Country: 'de', 'Whom to ask for': 'A person on duty', 'E-mail': 'duty@agency.example', Telephone: '0301234567' };
  for (const [label, value] of Object.entries(values)) await dialog.getByLabel(label, { exact: true }).fill(value);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('With the country’s code, for example +44 20 7946 0000')).toBeVisible();
  await expectAccessible(page, 'adding an agency');
  await dialog.getByLabel('Telephone', { exact: true }).fill('+49 30 1234567');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: `Add a key of ${name}` }).click();
  await dialog.getByLabel('Public key').fill(recipient);
  await dialog.getByRole('button', { name: 'Add key' }).click();
  await expect(dialog).toHaveCount(0);
};

/** The number that is read aloud is typed; what the desk has is nowhere on the page before. */
async function checkAloud(browser: Browser, name: string, recipient: string): Promise<void> {
  const supervisor = await signedIn(browser, 'supervisor', '/agencies');
  expect(await supervisor.content()).not.toContain(recipient);
  await supervisor.getByRole('button', { name: `Check aloud the age key of ${name}` }).click();
  const dialog = supervisor.getByRole('dialog');
  await expect(dialog.getByText('+49 30 1234567')).toBeVisible();
  await dialog.getByLabel('Where you found the number').fill('The agency’s own site');
  const heard = dialog.getByLabel('What is read to you');
  await heard.fill(await identityToRecipient(await generateIdentity()));
  await dialog.getByRole('button', { name: 'Compare' }).click();
  await expect(dialog.getByText('2 tries are left before the key is retired.')).toBeVisible();
  await expectAccessible(supervisor, 'checking a key aloud');
  await show(supervisor, 'check-aloud');
  await heard.fill(recipient.toUpperCase());
  await dialog.getByRole('button', { name: 'Compare' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(supervisor.getByRole('row').filter({ hasText: name }).getByText('Checked', { exact: true })).toBeVisible();
  await expectAccessible(supervisor, 'agencies');
  await show(supervisor, 'agencies');
}

const onward = (page: Page, step: RegExp) => page.getByRole('button', { name: step }).click();

/** Goes through the steps from a draft's first one to its last. */
async function fillIn(page: Page, agency: string): Promise<void> {
  await page.getByLabel('Agency', { exact: true }).selectOption({ label: `${agency} (DE)` });
  await expect(page.getByRole('radio', { name: /^age, checked/ })).toBeChecked();
  await expectAccessible(page, 'agency and key');
  await show(page, 'step-agency');
  await onward(page, /^Go on: legal basis/);
  await expect(page.getByRole('heading', { name: 'Legal basis' })).toBeFocused();
  await page.getByLabel('Kind of process').selectOption('national_order');
  await page.getByLabel('The authority’s reference').fill('1 BJs 77/26');
  await page.getByLabel('Who ordered it').fill('Amtsgericht Beispielstadt');
  await page.getByLabel('Due by (UTC)').fill('2027-01-15T12:00');
  await expect(page.getByText('Draft kept')).toBeVisible();
  await expectAccessible(page, 'legal basis');
  await show(page, 'step-basis');
  // Nothing is lost with the tab.
  await page.reload();
  await expect(page.getByLabel('The authority’s reference')).toHaveValue('1 BJs 77/26');
  await expect(page.getByLabel('Due by (UTC)')).toHaveValue('2027-01-15T12:00');
  await onward(page, /^Go on: what is handed over/);
  await page.getByRole('button', { name: 'Choose all' }).click();
  await expect(page.getByText('Chosen: 1 item of 1, with 1 file and 2 messages.')).toBeVisible();
  await expectAccessible(page, 'what is handed over');
  await show(page, 'step-scope');
  await onward(page, /^Go on: what is taken out/);
  await page.getByRole('checkbox', { name: /^friend_two/ }).check();
  await page.getByLabel('Words to take out').fill('tomatoes');
  await page.keyboard.press('Enter');
  const found = page.getByRole('list', { name: 'What is found' });
  await expect(found.getByText('tomatoes').first()).toBeVisible();
  await found.getByRole('listitem').filter({ hasText: 'tomatoes' }).first().getByText(/^One place/).click();
  await expect(found.getByText('are ripe.')).toBeVisible();
  await page.getByRole('button', { name: /^Read and choose: messages of/ }).click();
  await expect(page.getByText('How is the garden?')).toBeVisible();
  await page.getByRole('checkbox', { name: /Message 1, / }).check();
  await expect(page.getByText(/One message is taken out whole: E01, message 1/)).toBeVisible();
  await expectAccessible(page, 'what is taken out');
  await show(page, 'step-redaction');
  await onward(page, /^Go on: preview and ask/);
  await expect(page.getByRole('table', { name: 'Exhibits' }).getByText('E01')).toBeVisible();
  await expectAccessible(page, 'preview');
  await show(page, 'step-preview');
}

const agree = (page: Page) => page.getByRole('button', { name: 'Agree, as a test' });

/** Releases with a second factor of long ago: nothing happens unless it is answered. */
async function releaseWithStepUp(page: Page, referralId: string): Promise<void> {
  await age('liaison', { verifiedAt: 24 * 60 });
  await page.getByRole('button', { name: 'Release…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Release', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Your second factor, once more' })).toBeVisible();
  await page.getByRole('button', { name: 'Do nothing instead' }).click();
  await expect(page.getByText(/Your second factor was not answered, so nothing was done/)).toBeVisible();
  expect(await stateOf(referralId)).toBe('approved');
  await page.getByRole('button', { name: 'Release…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Release', exact: true }).click();
  await page.getByRole('button', { name: DEMO_ANSWER }).click();
  await expect.poll(() => stateOf(referralId)).not.toBe('approved');
}

/** Opens the sealed package as the agency does, and has the verifier look at it. */
async function openAndVerify(sealed: string, identity: string, folder: string): Promise<string[]> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const opened = join(folder, 'opened.zip');
  await writeFile(opened, await decrypter.decrypt(readFileSync(sealed)));
  const { stdout } = await run(process.execPath, ['--conditions=react-server', '--import', 'tsx', join('bin', 'referral-verify.ts'), opened]);
  expect(stdout).toMatch(/whole/i);
  return unzip(opened, folder);
}

/** Takes the package once more as programs do that fetch in parts (RFC 9110, section 14), under a leave like the one that was used up. */
async function expectInParts(page: Page, referralId: string, whole: Buffer): Promise<void> {
  const { personId, sessionId, endedAt } = await db().referralTaking.findFirstOrThrow({ where: { referralId } });
  expect(endedAt).not.toBeNull();
  const get = (headers: Record<string, string>) => page.request.get(`/api/referrals/${referralId}/package`, { headers });
  expect((await get({})).status()).toBe(404);
  const { id } = await db().referralTaking.create({ data: { id: randomUUID(), referralId, personId, sessionId, grantedAt: new Date(), expiresAt: new Date(Date.now() + 600_000) } });
  const taking = () => db().referralTaking.findUniqueOrThrow({ where: { id } });

  const behind = await get({ range: `bytes=${whole.length}-` });
  expect([behind.status(), behind.headers()['content-range'], (await taking()).openedAt]).toEqual([416, `bytes */${whole.length}`, null]);
  const tail = await get({ range: 'bytes=-500' });
  expect([tail.status(), tail.headers()['content-range']]).toEqual([206, `bytes ${whole.length - 500}-${whole.length - 1}/${whole.length}`]);
  expect((await tail.body()).equals(whole.subarray(-500))).toBe(true);
  expect((await taking()).endedAt).toBeNull();
  // The rest, in parts at once; the tag says that they are parts of one and the same.
  const third = Math.ceil((whole.length - 500) / 3);
  const rest = await Promise.all([0, 1, 2].map((at) => get({ range: `bytes=${at * third}-${Math.min((at + 1) * third, whole.length - 500) - 1}`, 'if-range': tail.headers()['etag'] ?? '' })));
  expect(rest.map((part) => part.status())).toEqual([206, 206, 206]);
  expect(Buffer.concat([...(await Promise.all(rest.map((part) => part.body()))), await tail.body()]).equals(whole)).toBe(true);
  await expect.poll(async () => (await taking()).endedAt).not.toBeNull();
  expect((await get({ range: 'bytes=0-0' })).status()).toBe(404);
}

test('a referral goes from its case to a package that the agency alone opens, by way of a second person and a second factor', async ({ browser }) => {
  test.setTimeout(600_000);
  const name = 'Example Police of the journey';
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  const mediaId = await pushMedia(await draw(611));
  const { caseNumber } = await pushItem({ externalId: 'referral-1', subject: 'referral-subject', mediaIds: [mediaId], signals: [nearMatch(mediaId)] });
  const { id: caseId } = await db().case.findUniqueOrThrow({ where: { number: caseNumber } });

  const liaison = await signedIn(browser, 'liaison', '/agencies');
  await addAgencyByKeyboard(liaison, name, recipient);
  const row = liaison.getByRole('row').filter({ hasText: name });
  await expect(row.getByRole('button', { name: /^Check aloud the age key/ })).toHaveAttribute('aria-disabled', 'true');
  await expect(row.getByText('You added this key. A colleague has it read back.').first()).toBeVisible();
  await checkAloud(browser, name, recipient);

  await liaison.goto(`/cases/${caseId}`);
  await tabTo(liaison, /^Refer to an agency/);
  await liaison.keyboard.press('Enter');
  await liaison.waitForURL('**/referrals/new?case=*');
  await expect(liaison.getByRole('heading', { name: 'A referral on legal process' })).toBeVisible();
  await expectAccessible(liaison, 'referring a case');
  await show(liaison, 'new');
  await tabTo(liaison, /^Begin the referral/);
  await liaison.keyboard.press('Enter');
  await liaison.waitForURL(/\/referrals\/[0-9a-f-]{36}/);
  const referralId = new URL(liaison.url()).pathname.split('/').at(-1) ?? '';
  await fillIn(liaison, name);
  await liaison.keyboard.press('Shift+Enter');
  await expect.poll(() => stateOf(referralId)).toBe('awaiting_approval');

  await test.step('the requester cannot agree, and sees why', async () => {
    await expect(agree(liaison)).toHaveAttribute('aria-disabled', 'true');
    await expect(liaison.getByText('You asked for this referral. A colleague agrees to it, or sends it back.').first()).toBeVisible();
    await liaison.keyboard.press('Shift+Enter');
    expect(await stateOf(referralId)).toBe('awaiting_approval');
    await show(liaison, 'own-request');
  });

  await test.step('a second person reads it and agrees', async () => {
    const supervisor = await signedIn(browser, 'supervisor', '/referrals?step=to_approve');
    await expect(supervisor.getByText('Read it, then agree or send it back.').first()).toBeVisible();
    await expectAccessible(supervisor, 'referrals');
    await show(supervisor, 'list');
    await supervisor.locator(`a[href="/referrals/${referralId}"]`).focus();
    await supervisor.keyboard.press('Enter');
    await expect(supervisor.getByText('Amtsgericht Beispielstadt')).toBeVisible();
    await supervisor.getByRole('button', { name: 'Look through it' }).click();
    await expect(supervisor.getByRole('table', { name: 'Exhibits' })).toBeVisible();
    await expectAccessible(supervisor, 'a referral to agree to');
    await show(supervisor, 'to-agree');
    await agree(supervisor).focus();
    await supervisor.keyboard.press('Enter');
    expect(await stateOf(referralId)).toBe('awaiting_approval');
    await supervisor.keyboard.press('Shift+Enter');
    await expect.poll(() => stateOf(referralId)).toBe('approved');
  });

  await expect(liaison.getByRole('button', { name: 'Release…' })).toBeVisible({ timeout: 15_000 });
  await show(liaison, 'approved');
  await releaseWithStepUp(liaison, referralId);
  const take = liaison.getByRole('button', { name: 'Take it along' });
  await expect(take).toBeVisible({ timeout: 120_000 });
  await expectAccessible(liaison, 'a package to take');
  await show(liaison, 'released');

  const folder = await mkdtemp(join(tmpdir(), 'watchkeeper-referral-'));
  try {
    const [download] = await Promise.all([liaison.waitForEvent('download'), take.click()]);
    expect(download.suggestedFilename()).toMatch(/^R-\d{4}-\d{5}\.zip\.age$/);
    const sealed = join(folder, 'package.zip.age');
    await download.saveAs(sealed);
    await expectInParts(liaison, referralId, readFileSync(sealed));
    const files = await openAndVerify(sealed, identity, folder);
    const texts = files.filter((file) => /\.(txt|jsonld|jsonl|csv)$/.test(file)).map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
    expect(texts).not.toContain('friend_two');
    expect(texts).not.toContain('tomatoes');
    expect(texts).toContain('1 BJs 77/26');
  } finally {
    await rm(folder, { recursive: true });
  }

  await liaison.reload();
  await liaison.getByLabel('The agency’s reference for what it received').fill('AZ 4711');
  await liaison.keyboard.press('Enter');
  await expect.poll(() => stateOf(referralId)).toBe('acknowledged');
  await expect(liaison.getByRole('group', { name: 'Where it stands, content' }).getByText('has it under')).toBeVisible();
  await show(liaison, 'acknowledged');
});

/** Presses release on an approval that is none any more, and reads why. */
async function expectVoid(page: Page, referralId: string, words: RegExp): Promise<void> {
  await page.goto(`/referrals/${referralId}`);
  await page.getByRole('button', { name: 'Release…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Release', exact: true }).click();
  await expect.poll(() => stateOf(referralId)).toBe('draft');
  await expect(page.getByRole('heading', { name: 'What was agreed to counts no more' })).toBeVisible();
  await expect(page.getByRole('complementary').getByText(words)).toBeVisible();
}

test('an approval that ran out, and one under a key that was retired or altered, releases nothing and says what changed', async ({ browser }) => {
  test.setTimeout(240_000);
  const late = await approvedReferral('referral-late');
  await db().referral.update({ where: { id: late.referralId }, data: { approvedUntil: new Date(Date.now() - 60_000) } });
  const liaison = await signedIn(browser, 'liaison', null);
  await expectVoid(liaison, late.referralId, /Nobody released it within 72 hours/);
  await expectAccessible(liaison, 'an approval that counts no more');
  await show(liaison, 'void');

  const retired = await approvedReferral('referral-retired');
  await liaison.goto('/agencies');
  await liaison.getByRole('row').filter({ hasText: retired.name }).getByRole('button', { name: /^Retire the age key/ }).click();
  await liaison.getByRole('dialog').getByRole('button', { name: 'Retire key' }).click();
  await expect(liaison.getByRole('dialog')).toHaveCount(0);
  await expectVoid(liaison, retired.referralId, /The agency’s key was retired/);

  const altered = await approvedReferral('referral-altered');
  const owner = new pg.Client({ connectionString: system().ownerUrl });
  await owner.connect();
  try {
    await owner.query('ALTER TABLE "AgencyKey" DISABLE TRIGGER USER');
    await owner.query('UPDATE "AgencyKey" SET "publicKey" = $1 WHERE "id" = $2', [await identityToRecipient(await generateIdentity()), altered.keyId]);
    await owner.query('ALTER TABLE "AgencyKey" ENABLE TRIGGER USER');
  } finally {
    await owner.end();
  }
  await expectVoid(liaison, altered.referralId, /^The agency’s key is not the one that was read back/);
});

test('an emergency takes one form, a preservation request another; both by keyboard', async ({ browser }) => {
  test.setTimeout(240_000);
  const agency = await checkedAgency('Agency for emergencies');
  const { caseId } = await newCase('referral-emergency');
  const liaison = await signedIn(browser, 'liaison', `/referrals/new?case=${caseId}&as=emergency`);
  await liaison.keyboard.press('Shift+Enter');
  await expect(liaison.getByText('Choose an agency')).toBeVisible();
  await tabTo(liaison, 'Agency');
  await liaison.getByLabel('Agency', { exact: true }).selectOption(agency.agencyId);
  await tabTo(liaison, /^Who is in danger of what/);
  await liaison.keyboard.type('A meeting tonight was announced in the messages');
  await expectAccessible(liaison, 'an emergency');
  await show(liaison, 'emergency');
  await tabTo(liaison, /^Ask a second person now/);
  await liaison.keyboard.press('Enter');
  expect(await db().referral.count({ where: { caseId } })).toBe(0);
  await liaison.keyboard.press('Shift+Enter');
  await liaison.waitForURL(/\/referrals\/[0-9a-f-]{36}/);
  await expect(liaison.getByText('A meeting tonight was announced in the messages')).toBeVisible();
  expect(await db().referral.findFirstOrThrow({ where: { caseId } })).toMatchObject({ kind: 'emergency', state: 'awaiting_approval' });

  await liaison.goto(`/referrals/new?case=${caseId}&as=preservation`);
  await liaison.getByLabel('Agency', { exact: true }).selectOption(agency.agencyId);
  await liaison.getByLabel('The agency’s reference').fill('PR-1');
  await liaison.getByLabel('Why').fill('Asked for by letter of today');
  await expectAccessible(liaison, 'a preservation request');
  await show(liaison, 'preservation');
  await tabTo(liaison, 'Keep the case');
  await liaison.keyboard.press('Enter');
  await liaison.waitForURL(`**/cases/${caseId}`);
  expect(await db().hold.findFirstOrThrow({ where: { caseId } })).toMatchObject({ kind: 'us_2703f', reference: 'PR-1' });
});
