import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, expect } from '@playwright/test';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { db, transact } from '@/lib/db';
import { storedPath } from '@/lib/evidence/testing';
import { enqueue } from '@/lib/jobs/contract';
import { ok } from '@/lib/kernel';
import { addAgency, addAgencyKey } from '@/lib/referral';
import { stall } from '@/lib/referral/testing';
import { expectAccessible } from './harness/accessible';
import { signedIn } from './harness/desk';
import { draw } from './harness/pictures';
import { pushMedia } from './harness/platform';
import { approvedReferral, askedReferral, packedReferral, stateOf } from './harness/referring';
import { as, sessionOf, useSystem } from './harness/session-of';
import { test } from './harness/tidy';
import { unzip } from './harness/unzip';

test.beforeAll(() => useSystem());

const dialog = (page: Page) => page.getByRole('dialog');
const standing = (page: Page) => page.getByRole('complementary').getByRole('heading').first();

test('what a second person sends back reaches the liaison with their words and is mended; what is withdrawn is over for both', async ({ browser }) => {
  const { referralId } = await askedReferral('paths-back');
  const at = `/referrals/${referralId}`;
  const [liaison, supervisor] = [await signedIn(browser, 'liaison', at), await signedIn(browser, 'supervisor', at)];

  await supervisor.keyboard.press('b');
  await expect(dialog(supervisor).getByLabel('Why')).toBeFocused();
  await supervisor.keyboard.type('Too short');
  await dialog(supervisor).getByRole('button', { name: 'Send back' }).click();
  await expect(dialog(supervisor).getByText('Say why in at least 10 characters')).toBeVisible();
  await expectAccessible(supervisor, 'sending a referral back');
  await dialog(supervisor).getByLabel('Why').fill('The paper names another file number.\nPlease compare it.');
  await dialog(supervisor).getByRole('button', { name: 'Send back' }).click();
  await expect(supervisor.getByText(/reads why\. Nothing has left\.$/)).toBeVisible();
  expect(await stateOf(referralId)).toBe('draft');

  // Their page was open all the while, and is a draft again by itself.
  await expect(liaison.getByText('The paper names another file number.')).toBeVisible({ timeout: 15_000 });
  await expectAccessible(liaison, 'a draft that was sent back');
  await liaison.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: /^\W*\d?\W*Legal basis/ }).click();
  await liaison.getByLabel('The authority’s reference').fill('1 BJs 2/26');
  await expect(liaison.getByText('Draft kept')).toBeVisible();
  await liaison.getByRole('button', { name: 'Ask a second person' }).click();
  await expect(standing(liaison)).toHaveText('Waits for a second person');
  await expect(liaison.getByText('The paper names another file number.')).toHaveCount(0);
  await expect(supervisor.getByText('1 BJs 2/26').first()).toBeVisible({ timeout: 15_000 });

  await liaison.getByRole('button', { name: 'Withdraw…' }).click();
  await expect(dialog(liaison).getByText(/^Nothing of it leaves\. .* It cannot be undone\.$/)).toBeVisible();
  await dialog(liaison).getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(standing(liaison)).toHaveText('Withdrawn');
  await expectAccessible(liaison, 'a referral that was withdrawn');
  await expect(standing(supervisor)).toHaveText('Withdrawn', { timeout: 15_000 });
  await expect(supervisor.getByRole('button', { name: /^Agree/ })).toHaveCount(0);
});

test('a key that is read back wrongly three times is retired, and whoever checked it is told why', async ({ browser }) => {
  const { actor } = await sessionOf('liaison@example.com');
  const name = 'Agency that reads another key';
  const { agencyId } = await as(actor, (ctx) => addAgency(ctx, { name, country: 'DE', unit: '', contactName: 'A person', email: 'people@agency.example', phone: '+49 30 1234567' }));
  await as(actor, async (ctx) => addAgencyKey(ctx, { agencyId, publicKey: await identityToRecipient(await generateIdentity()) }));
  const supervisor = await signedIn(browser, 'supervisor', '/agencies');
  await supervisor.getByRole('button', { name: `Check aloud the age key of ${name}` }).click();
  await dialog(supervisor).getByLabel('Where you found the number').fill('The agency’s own site');
  for (const left of ['2 tries are left', 'One try is left', 'nothing is ever sealed with it']) {
    await dialog(supervisor).getByLabel('What is read to you').fill(await identityToRecipient(await generateIdentity()));
    await dialog(supervisor).getByRole('button', { name: 'Compare' }).click();
    await expect(dialog(supervisor).getByText(left, { exact: false })).toBeVisible();
  }
  // The row is another one by now, and the words are still there.
  const row = supervisor.getByRole('row', { includeHidden: true }).filter({ hasText: name });
  await expect(row.getByText('Retired: 1')).toBeAttached({ timeout: 15_000 });
  await expect(supervisor.getByRole('dialog', { name: `The age key of ${name} is retired` })).toBeVisible();
  await expectAccessible(supervisor, 'a key that is retired by its last try');
  await dialog(supervisor).getByRole('button', { name: 'Close' }).first().click();
  await expect(row.getByText('No key in use: nothing can be sealed for it yet.')).toBeVisible();
});

async function release(page: Page, label: 'Release' | 'Have it made again'): Promise<void> {
  await page.getByRole('button', { name: `${label}…` }).click();
  await dialog(page).getByRole('button', { name: label, exact: true }).click();
}

test('a package that cannot be made says why and what to do, is made again, and its progress is seen as it goes', async ({ browser }) => {
  const mediaIds = [await pushMedia(await draw(6_121)), await pushMedia(await draw(6_122))];
  const last = mediaIds[1] ?? '';
  const { referralId } = await approvedReferral('paths-failed', { mediaIds });
  const original = await storedPath(last);
  await rename(original, `${original}.away`);

  const liaison = await signedIn(browser, 'liaison', `/referrals/${referralId}`);
  await release(liaison, 'Release');
  const panel = liaison.getByRole('complementary');
  await expect(standing(liaison)).toHaveText('Package could not be made', { timeout: 30_000 });
  await expect(panel.getByText(/^E01-2 is not in the evidence store\. Nothing left the desk, and no package was made\. Have it restored, /)).toBeVisible();
  await expect(panel.getByText(/^Nothing has left, and nothing is lost/)).toBeVisible();
  await expectAccessible(liaison, 'a package that could not be made');

  await rename(`${original}.away`, original);
  const stalled = await stall(last);
  await release(liaison, 'Have it made again');
  await stalled.isRead;
  const bar = liaison.getByRole('progressbar', { name: 'The package is being made' });
  await expect.poll(async () => Number(await bar.getAttribute('value')), { timeout: 15_000 }).toBeGreaterThan(0);
  const { value, max } = await bar.evaluate((element) => ({ value: (element as HTMLProgressElement).value, max: (element as HTMLProgressElement).max }));
  expect(value).toBeLessThan(max);
  await expect(panel.getByText(/^[\d.]+ (bytes|[KM]iB) of [\d.]+ (bytes|[KM]iB)$/)).toBeVisible();
  await expectAccessible(liaison, 'a package that is being made');
  await stalled.goOn();
  await expect(standing(liaison)).toHaveText('Package can be taken', { timeout: 30_000 });
  await expect(panel.getByText('E01-2 is not in the evidence store', { exact: false })).toHaveCount(0);
});

const hasGpg = spawnSync('gpg', ['--version']).status === 0;

/** GnuPG with a folder of its own, as an agency has it. */
function gnupg() {
  const home = mkdtempSync(join(tmpdir(), 'wk-gpg-'));
  return {
    home,
    run(...args: string[]): Buffer {
      const { status, stdout, stderr } = spawnSync('gpg', ['--homedir', home, '--batch', '--yes', '--quiet', '--pinentry-mode', 'loopback', '--passphrase', '', ...args]);
      if (status !== 0) throw new Error(stderr.toString());
      return stdout;
    },
    end() {
      spawnSync('gpgconf', ['--homedir', home, '--kill', 'all']);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

test('a report alone is sealed for an OpenPGP key and opened with gpg; once its time ran out it is issued again with all that it said', async ({ browser }) => {
  test.skip(!hasGpg, 'GnuPG is not installed');
  const mediaId = await pushMedia(await draw(6_131));
  const agency = gnupg();
  try {
    agency.run('--quick-generate-key', 'unit@agency.example', 'future-default', 'default', 'never');
    const publicKey = agency.run('--armor', '--export', 'unit@agency.example').toString();
    const { referralId, name } = await packedReferral('paths-gpg', { mediaIds: [mediaId], profile: 'report_only', publicKey, redactions: { phrases: ['tomatoes'] } });
    const { number } = await db().referral.findUniqueOrThrow({ where: { id: referralId } });

    const liaison = await signedIn(browser, 'liaison', `/referrals/${referralId}`);
    const [download] = await Promise.all([liaison.waitForEvent('download'), liaison.getByRole('button', { name: 'Take it along' }).click()]);
    expect(download.suggestedFilename()).toBe(`${number}.zip.gpg`);
    const [sealed, opened] = [join(agency.home, 'sealed'), join(agency.home, 'opened.zip')];
    await download.saveAs(sealed);
    agency.run('--output', opened, '--decrypt', sealed);
    const files = (await unzip(opened, agency.home)).map((path) => path.replace(`${number}/`, ''));
    const read = (path: string) => readFileSync(join(agency.home, number, path));

    await test.step('it holds documents alone, whole, with the hashes of the files', async () => {
      expect(files).toEqual(expect.arrayContaining(['README.txt', 'report.pdf', 'files.csv', 'manifest-sha256.txt']));
      expect(files.filter((path) => !/\.(txt|csv|pdf)$/.test(path))).toEqual([]);
      expect(read('README.txt').toString()).toContain('the hashes of 1 file, and not the files');
      const { sha256 } = await db().media.findUniqueOrThrow({ where: { id: mediaId } });
      expect(read('files.csv').toString()).toContain(sha256);
      const listed = read('manifest-sha256.txt').toString().trim().split('\n').map((line) => line.split('  ') as [string, string]);
      expect(listed.map(([, path]) => path).sort()).toEqual(files.filter((path) => path !== 'manifest-sha256.txt').sort());
      for (const [hash, path] of listed) expect(createHash('sha256').update(read(path)).digest('hex'), path).toBe(hash);
      expect(read('messages.csv').toString()).not.toContain('tomatoes');
    });

    await db().referral.update({ where: { id: referralId }, data: { takeUntil: new Date(Date.now() - 60_000) } });
    await transact(db(), async (tx) => {
      await enqueue(tx, 'expire-referrals', {});
      return ok();
    });
    await expect(standing(liaison)).toHaveText('Its time ran out', { timeout: 30_000 });
    await expect(liaison.getByText(/; its hashes stay\.$/)).toBeVisible();
    await expect(liaison.getByRole('button', { name: /^Take it along/ })).toHaveCount(0);
    await expectAccessible(liaison, 'a referral whose time ran out');

    await liaison.getByRole('button', { name: 'Issue it again' }).click();
    await liaison.waitForURL((url) => url.pathname.startsWith('/referrals/') && !url.pathname.endsWith(referralId));
    await expect(liaison.getByText(`This one stands for ${number}.`)).toBeVisible();
    await expect(liaison.getByLabel('Agency', { exact: true }).locator('option:checked')).toHaveText(`${name} (DE)`);
    await expect(liaison.getByRole('radio', { name: /^OpenPGP, checked/ })).toBeChecked();
    await expectAccessible(liaison, 'a referral that is issued again');
    const step = (title: RegExp) => liaison.getByRole('button', { name: title }).click();
    await step(/^Go on: legal basis/);
    await expect(liaison.getByLabel('The authority’s reference')).toHaveValue('1 BJs 1/26');
    await step(/^Go on: what is handed over/);
    await expect(liaison.getByText('Chosen: 1 item of 1, with the hashes of 1 file and 2 messages.')).toBeVisible();
    await step(/^Go on: what is taken out/);
    await expect(liaison.getByRole('list', { name: 'Words that are taken out' }).getByText('tomatoes')).toBeVisible();
    const { state, reissueOfId } = await db().referral.findUniqueOrThrow({ where: { id: new URL(liaison.url()).pathname.split('/').at(-1) ?? '' } });
    expect({ state, reissueOfId }).toEqual({ state: 'draft', reissueOfId: referralId });
  } finally {
    agency.end();
  }
});
