import { expect, test } from 'vitest';
import { addPerson, testDatabase } from '@/lib/db/testing';
import { NOBODY, manualClock, randomIds } from '@/lib/kernel';
import type { Arrival } from '../sign-in';
import { whereSignInStands } from '../sign-in';
import { arrive } from './arrive';
import type { CompanyClaims } from './claims';
import { companyCookieName } from './next-auth';
import type { CompanySettings } from './settings';
import { beginCompanySignOn, companyToken, finishCompanySignOn } from './sign-on';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
const settings: CompanySettings = {
  // Nobody listens there.
  issuer: 'http://127.0.0.1:1', clientId: 'desk', clientSecret: 'a secret', groupClaim: 'groups', trustedAmr: ['mfa'],
  roles: { 'desk-supervisors': 'supervisor', 'desk-moderators': 'moderator', 'desk-auditors': 'auditor' },
};
const arrival = (): Arrival => ({ actor: NOBODY, clock, ids: randomIds, requestId: randomIds.next(), client: { device: 'A test', address: '192.0.2.7' }, token: undefined, replaces: null });

const given: string[] = [];
const giveBack = (_: unknown, personId: string) => {
  given.push(personId);
  return Promise.resolve();
};

function somebody(part: Partial<CompanyClaims> = {}): CompanyClaims {
  const subject = randomIds.next();
  return { companyId: `https://login.example ${subject}`, email: `${subject}@example.com`, displayName: 'Sam Reyes', groups: ['desk-moderators'], amr: ['pwd', 'mfa'], ...part };
}
const come = (claims: CompanyClaims) => arrive(arrival(), claims, settings, giveBack);
const personOf = ({ companyId }: CompanyClaims) => database.client.person.findUniqueOrThrow({ where: { companyId }, include: { sessions: { orderBy: { createdAt: 'asc' } } } });
const recorded = (action: string, personId: string) =>
  database.client.auditEvent.findMany({ where: { action, targets: { array_contains: [{ type: 'person', id: personId }] } } });

test('somebody with a role comes in: added at the first time without a password, and known again at the second', async () => {
  const claims = somebody();
  expect(await come(claims)).toMatchObject({ at: 'desk', home: '/queue' });
  const added = await personOf(claims);
  expect(added).toMatchObject({ role: 'moderator', passwordHash: null, email: claims.email });
  expect(added.sessions).toMatchObject([{ method: 'company', endedAt: null }]);
  await come({ ...claims, email: 'renamed@example.com' });
  expect((await personOf(claims)).id).toBe(added.id);
  expect(await recorded('person.created', added.id)).toMatchObject([{ actorName: 'company sign-on', details: { role: 'moderator' } }]);
});

test('without a factor that the company vouches for, ours is asked for, and there is no session before it', async () => {
  const claims = somebody({ amr: ['pwd'] });
  const outcome = await come(claims);
  expect(outcome.at).toBe('second_factor');
  const token = 'cookies' in outcome ? /sign-in=([\w-]+);/.exec(outcome.cookies[0] ?? '')?.[1] : undefined;
  expect(await whereSignInStands({ token, clock })).toEqual({ next: 'enrol' });
  expect((await personOf(claims)).sessions).toEqual([]);
});

test('two first sign-ins at once make one person', async () => {
  const claims = somebody();
  expect((await Promise.all([come(claims), come(claims), come(claims)])).map(({ at }) => at)).toEqual(['desk', 'desk', 'desk']);
  expect(await database.client.person.count({ where: { companyId: claims.companyId } })).toBe(1);
});

test('another group is another role: what was open ends, what was held goes back, and both are on record', async () => {
  const claims = somebody();
  await come(claims);
  expect(await come({ ...claims, groups: ['desk-auditors'] })).toMatchObject({ at: 'desk', home: '/audit' });
  const after = await personOf(claims);
  expect(after.role).toBe('auditor');
  expect(after.sessions).toMatchObject([{ endedFor: 'person_changed' }, { endedAt: null }]);
  expect(await recorded('person.role_changed', after.id)).toMatchObject([{ details: { before: 'moderator', after: 'auditor' } }]);
  expect(given).toContain(after.id);
});

test('whose groups have no role gets in neither now nor by what was open', async () => {
  const stranger = somebody({ groups: ['staff'] });
  expect(await come(stranger)).toEqual({ at: 'refused', refusal: 'no_role' });
  expect(await database.client.person.count({ where: { companyId: stranger.companyId } })).toBe(0);

  const claims = somebody();
  await come(claims);
  await come({ ...claims, amr: ['pwd'] });
  expect(await come({ ...claims, groups: [] })).toEqual({ at: 'refused', refusal: 'no_role' });
  const after = await personOf(claims);
  expect(after.sessions).toMatchObject([{ endedFor: 'person_changed' }]);
  expect(await database.client.signIn.count({ where: { personId: after.id } })).toBe(0);
  expect(await recorded('session.sign_in_failed', after.id)).toMatchObject([{ outcome: 'failed', details: { step: 'company' } }]);
});

test('an e-mail that somebody here has already joins nobody to them', async () => {
  const local = await addPerson(database.client, 'admin');
  const claims = somebody({ email: `${local.id}@example.com` });
  expect(await come(claims)).toEqual({ at: 'refused', refusal: 'known_email' });
  expect(await database.client.person.findUniqueOrThrow({ where: { id: local.id } })).toMatchObject({ companyId: null, role: 'admin' });
  expect(await recorded('session.sign_in_failed', local.id)).toHaveLength(1);
});

test('a disabled person stays out, whatever their groups say, and somebody without an e-mail is not added', async () => {
  const claims = somebody();
  await come(claims);
  await database.client.person.update({ where: { companyId: claims.companyId }, data: { disabledAt: clock.now(), disabledFor: 'by_admin' } });
  expect(await come({ ...claims, groups: ['desk-supervisors'] })).toEqual({ at: 'refused', refusal: 'disabled' });
  expect((await personOf(claims)).role).toBe('moderator');
  expect(await come(somebody({ email: null }))).toEqual({ at: 'refused', refusal: 'no_email' });
});

test('whoever was away for too long is disabled at the door', async () => {
  const claims = somebody();
  await come(claims);
  clock.advance(40 * 24 * 60 * 60_000);
  expect(await come(claims)).toEqual({ at: 'refused', refusal: 'disabled' });
  expect(await personOf(claims)).toMatchObject({ disabledFor: 'inactive' });
});

test('a sign-on begins with next-auth’s own token alone, and an issuer that does not answer is said in words', async () => {
  const { value, cookies } = await companyToken(settings, {});
  const name = companyCookieName('csrfToken');
  const kept = { [name]: decodeURIComponent(cookies.find((each) => each.startsWith(`${name}=`))?.split(/[=;]/)[1] ?? '') };
  expect(cookies.every((each) => each.includes('HttpOnly') && each.includes('SameSite=Lax'))).toBe(true);
  const forged = await beginCompanySignOn(settings, kept, { csrfToken: 'forged' });
  expect(forged).toMatchObject({ ok: false, problem: { code: 'forbidden' } });
  expect(await beginCompanySignOn(settings, {}, value)).toMatchObject({ ok: false, problem: { code: 'forbidden' } });
  expect(await beginCompanySignOn(settings, kept, value)).toMatchObject({ ok: false, problem: { code: 'unavailable' } });
});

test.each([
  '', 'code=1', 'code=1&state=2', 'error=access_denied', 'error=%3Cscript%3E', 'code=1&code=2&state=%00', 'state=%F0%9F%92%A9', 'nextauth=session', 'callbackUrl=https://example.com', '__proto__=1&constructor=2',
])('whatever comes back from outside (%j) ends on the sign-in page, and nothing of it is repeated', async (query) => {
  const junk = { [companyCookieName('state')]: 'junk', [companyCookieName('callbackUrl')]: '//example.com', [companyCookieName('csrfToken')]: '|' };
  for (const cookies of [{}, junk]) {
    const done = await finishCompanySignOn(settings, arrival(), { cookies, query: new URLSearchParams(query) }, giveBack);
    expect(done.value.path).toBe('/sign-in?company=failed');
    expect(done.cookies.filter((each) => /watchkeeper\.(session|sign-in)=/.test(each))).toEqual([]);
  }
});
