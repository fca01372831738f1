import { type Browser, type Page, expect } from '@playwright/test';
import { generate } from 'otplib';
import pg from 'pg';
import { type CompanyAccount, type Issuer, startIssuer } from './harness/issuer';
import { type SecondDesk, startSecondDesk } from './harness/second-desk';
import { system } from './harness/system';
import { test } from './harness/tidy';

const ROLES = { 'desk-supervisors': 'supervisor', 'desk-liaisons': 'liaison', 'desk-moderators': 'moderator' };
let issuer: Issuer;
let desk: SecondDesk;
let database: pg.Client;

test.beforeAll(async () => {
  database = new pg.Client({ connectionString: system().ownerUrl });
  await database.connect();
  desk = await startSecondDesk(async (address) => {
    issuer = await startIssuer(address);
    return {
      OIDC_ISSUER: issuer.address, OIDC_CLIENT_ID: issuer.clientId, OIDC_CLIENT_SECRET: issuer.clientSecret,
      OIDC_NAME: 'Example Inc.', OIDC_ROLES: JSON.stringify(ROLES), OIDC_TRUSTED_AMR: 'mfa',
    };
  });
});
test.afterAll(async () => {
  await desk?.stop();
  await issuer?.stop();
  await database?.end();
});

let count = 0;
/** Somebody whom the company knows, under a name that no other test uses. */
function employee(part: Partial<CompanyAccount>): { id: string; account: CompanyAccount } {
  count += 1;
  const id = `employee-${count}`;
  const account = { name: `Employee ${count}`, email: `${id}@company.example`, groups: [], amr: ['pwd'], ...part };
  issuer.accounts.set(id, account);
  return { id, account };
}

/** Goes through the company's sign-on in a browser of their own, beginning at `path`. */
async function come(browser: Browser, id: string, path = '/sign-in'): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: desk.address })).newPage();
  await page.goto(path);
  await page.getByRole('button', { name: 'Sign in with Example Inc.' }).click();
  await page.getByLabel('Account').fill(id);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL((url) => url.origin === desk.address && !url.pathname.startsWith('/api/'));
  return page;
}

/** What the trail holds of somebody, in order, with its details. */
async function trailOf(email: string): Promise<{ action: string; details: unknown }[]> {
  const { rows } = await database.query<{ action: string; details: unknown }>(
    `SELECT e.action, e.details FROM "AuditEvent" e JOIN "Person" p ON p.email = $1
     WHERE e."actorId" = p.id OR e.targets @> jsonb_build_array(jsonb_build_object('type', 'person', 'id', p.id::text)) ORDER BY e.at, e.id`,
    [email],
  );
  return rows;
}

test('a mapped group opens the desk, after a second factor of ours where the company vouches for none', async ({ browser }) => {
  const { id, account } = employee({ groups: ['staff', 'desk-moderators'] });
  const page = await come(browser, id);
  await expect(page.getByRole('heading', { name: 'Set up a second factor' })).toBeFocused();
  expect((await page.request.get('/queue', { maxRedirects: 0 })).status()).toBe(307);

  await page.getByRole('button', { name: 'Use an authenticator app' }).click();
  const secret = (await page.locator('code').innerText()).replaceAll(' ', '');
  await page.getByRole('textbox', { name: 'Code' }).fill(await generate({ secret }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Keep your recovery codes' })).toBeFocused();
  const codes = await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allInnerTexts();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.waitForURL('**/queue');

  const again = await come(browser, id);
  await again.getByRole('button', { name: 'Use a recovery code instead' }).click();
  await again.getByRole('textbox', { name: 'Recovery code' }).fill(codes[3] ?? '');
  await again.keyboard.press('Enter');
  await again.waitForURL('**/queue');
  expect((await trailOf(account.email)).filter(({ action }) => action === 'session.signed_in').map(({ details }) => details)).toEqual([{ method: 'totp' }, { method: 'recovery_code' }]);
});

test('a second factor that the company vouches for in a trusted way is enough, and brings people back to where they were', async ({ browser }) => {
  const { id, account } = employee({ groups: ['desk-liaisons'], amr: ['pwd', 'mfa'] });
  const page = await come(browser, id, '/sign-in?next=%2Fcases%3Ftext%3Dabc');
  await expect(page).toHaveURL(`${desk.address}/cases?text=abc`);
  expect((await trailOf(account.email)).map(({ action, details }) => [action, details])).toContainEqual(['session.signed_in', { method: 'company' }]);
  const kept = (await page.context().cookies(desk.address)).filter(({ name }) => !name.startsWith('watchkeeper.company.'));
  expect(kept.map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }))).toEqual([{ name: 'watchkeeper.session', httpOnly: true, sameSite: 'Lax' }]);
});

test('somebody whose groups have no role is told whom to ask, and is not let in', async ({ browser }) => {
  const before = await database.query('SELECT 1 FROM "AuditEvent" WHERE action = $1 AND details->>$2 = $3', ['session.sign_in_failed', 'step', 'company']);
  const { id, account } = employee({ groups: ['staff'], amr: ['mfa'] });
  const page = await come(browser, id);
  await expect(page.getByRole('alert').filter({ hasText: 'none of your groups has a role at this desk' })).toBeVisible();
  expect((await page.context().cookies(desk.address)).filter(({ name }) => name === 'watchkeeper.session' || name === 'watchkeeper.sign-in')).toEqual([]);
  expect((await database.query('SELECT 1 FROM "Person" WHERE email = $1', [account.email])).rowCount).toBe(0);
  const after = await database.query('SELECT 1 FROM "AuditEvent" WHERE action = $1 AND details->>$2 = $3', ['session.sign_in_failed', 'step', 'company']);
  expect(after.rowCount).toBe((before.rowCount ?? 0) + 1);
});

test('another group is another role at the next sign-in, and what was open under the old one is over', async ({ browser }) => {
  const { id, account } = employee({ groups: ['desk-supervisors'], amr: ['mfa'] });
  const first = await come(browser, id);
  await expect(first).toHaveURL(`${desk.address}/queue`);
  account.groups = ['desk-liaisons'];
  const second = await come(browser, id);
  await expect(second).toHaveURL(`${desk.address}/cases`);
  expect((await first.request.get('/cases', { maxRedirects: 0 })).status()).toBe(307);
  expect((await second.request.get('/queue', { maxRedirects: 0 })).status()).toBe(403);
  expect(await trailOf(account.email)).toContainEqual({ action: 'person.role_changed', details: { before: 'supervisor', after: 'liaison' } });
});

test('with company sign-on there is no password, neither on the page nor behind it', async ({ browser }) => {
  const page = await (await browser.newContext({ baseURL: desk.address })).newPage();
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'Sign in with Example Inc.' })).toBeVisible();
  await expect(page.locator('input')).toHaveCount(0);
  const answer = await page.evaluate(async ({ email, password }) => {
    const response = await fetch('/api/sign-in/password', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ email, password }) });
    return response.status;
  }, { email: 'moderator@example.com', password: system().password });
  expect(answer).toBe(403);
});

test('of next-auth nothing answers but the way there and back, and nothing at all where there is no company sign-on', async ({ request }) => {
  const paths = ['session', 'signout', 'providers', 'error', 'signin', 'signin/company', 'callback/other', 'verify-request', '_log', 'csrf/x', 'callback/company/x'];
  for (const path of paths) {
    expect([path, (await request.get(`${desk.address}/api/auth/${path}`)).status()]).toEqual([path, 404]);
    if (path === 'signin/company') continue;
    expect([path, (await request.post(`${desk.address}/api/auth/${path}`, { data: {} })).status()]).toEqual([path, 404]);
  }
  // Not from a page of ours.
  expect((await request.post(`${desk.address}/api/auth/signin/company`, { data: { csrfToken: 'x' } })).status()).toBe(403);
  for (const path of ['csrf', 'callback/company?code=1&state=2', 'signin/company', 'session']) {
    expect([path, (await request.get(`${system().address}/api/auth/${path}`)).status()]).toEqual([path, 404]);
    expect([path, (await request.post(`${system().address}/api/auth/${path}`, { data: {} })).status()]).toEqual([path, 404]);
  }
});

test('what is forged or malformed on the way back ends on the sign-in page, without a session and without a trace of it there', async ({ request }) => {
  for (const query of ['', '?code=1', '?code=1&state=2', '?error=<b>x</b>', '?code=%00&state=%ff', '?error_description=x&error=access_denied']) {
    const answer = await request.get(`${desk.address}/api/auth/callback/company${query}`, { maxRedirects: 0, headers: { Cookie: 'watchkeeper.company.state=junk; watchkeeper.company.next=//example.com' } });
    expect([query, answer.status(), answer.headers().location]).toEqual([query, 303, '/sign-in?company=failed']);
  }
});
