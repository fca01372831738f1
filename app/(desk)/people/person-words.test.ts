import { expect, test } from 'vitest';
import type { PersonRow } from '@/lib/access/schema';
import { factorWords, offersFor, stateDetail } from './person-words';

const NOW = '2026-11-23T09:00:00Z';
const somebody: PersonRow = {
  id: '', pseudonym: 'MO-01', displayName: 'Jo Ferrant', email: 'jo@example.com', role: 'moderator', seesContent: true, state: 'active',
  disabledFor: null, disabledAt: null, inactiveFrom: '2026-12-20T09:00:00Z', linkUntil: null, lastSignInAt: NOW, isOfCompany: false, isOfDemo: false,
  passkeys: 0, hasApp: false, recoveryCodes: 0, openSessions: 0, isSelf: false,
};
const acts = (person: Partial<PersonRow>) => offersFor({ ...somebody, ...person }).map(({ act, off }) => (off ? `no ${act}` : act));

test('each state offers what can be done from it, and says no to the rest', () => {
  expect(acts({})).toEqual(['role', 'reset', 'disable']);
  expect(acts({ state: 'invited', linkUntil: NOW })).toEqual(['inviteAgain', 'revoke', 'role', 'disable']);
  expect(acts({ state: 'reset' })).toEqual(['reset', 'no revoke', 'role', 'disable']);
  expect(acts({ state: 'disabled' })).toEqual(['enable', 'role']);
  expect(acts({ isOfCompany: true })).toEqual(['no role', 'reset', 'disable']);
  expect(acts({ isSelf: true })).toEqual(['no role', 'no reset', 'no disable']);
});

test('who is about to be disabled for inactivity is said so days ahead', () => {
  expect(stateDetail(somebody, NOW)).toBe('');
  expect(stateDetail({ ...somebody, inactiveFrom: '2026-11-24T09:00:00Z' }, NOW)).toBe('disabled for inactivity in 1 day');
  expect(stateDetail({ ...somebody, inactiveFrom: '2026-11-22T09:00:00Z' }, NOW)).toBe('disabled for inactivity today');
  expect(stateDetail({ ...somebody, state: 'invited', linkUntil: '2026-11-26T09:00:00Z' }, NOW)).toBe('link works until 26 Nov 2026, 09:00 UTC');
  expect(stateDetail({ ...somebody, state: 'disabled', disabledFor: 'inactive', disabledAt: NOW }, NOW)).toBe('for inactivity, 23 Nov 2026');
});

test('factors are counted, and none says that nobody enrolled', () => {
  expect(factorWords(somebody)).toBe('None: not enrolled');
  expect(factorWords({ ...somebody, isOfDemo: true })).toBe('The demo’s button');
  expect(factorWords({ ...somebody, passkeys: 2, hasApp: true, recoveryCodes: 1 })).toBe('2 passkeys, app, 1 recovery code');
  expect(factorWords({ ...somebody, hasApp: true })).toBe('app, no recovery codes');
});
