import { expect, test } from 'vitest';
import { readClaims, roleOf, vouchesForSecondFactor } from './claims';

const TOKEN = { iss: 'https://login.example', sub: 'u-1', email: 'Sam@Example.com', name: 'Sam Reyes', groups: ['staff', 'desk-moderators'], amr: ['pwd', 'mfa'] };

test('a person is known by issuer and subject together, never by their e-mail', () => {
  expect(readClaims(TOKEN, 'groups')).toEqual({
    companyId: 'https://login.example u-1', email: 'sam@example.com', displayName: 'Sam Reyes', groups: ['staff', 'desk-moderators'], amr: ['pwd', 'mfa'],
  });
});

test('a token that does not say whose it is, is no token', () => {
  expect(() => readClaims({ ...TOKEN, sub: undefined }, 'groups')).toThrow();
  expect(() => readClaims({ ...TOKEN, iss: '' }, 'groups')).toThrow();
  expect(() => readClaims(undefined, 'groups')).toThrow();
});

test.each([
  ['a list', ['a', 'b'], ['a', 'b']],
  ['one text', 'a', ['a']],
  ['a list with what is no text', ['a', 7, null, { b: 1 }], ['a']],
  ['an object', { a: true }, []],
  ['nothing', undefined, []],
])('groups that are %s are read or left out', (_, groups, expected) => {
  expect(readClaims({ ...TOKEN, roles: groups }, 'roles').groups).toEqual(expected);
});

test('what is missing or malformed beside the name is left out, and breaks nothing', () => {
  expect(readClaims({ iss: 'i', sub: 's', email: 'not an address', name: { first: 'Sam' }, preferred_username: 'sam', amr: 'pwd' }, 'groups')).toEqual({
    companyId: 'i s', email: null, displayName: 'sam', groups: [], amr: ['pwd'],
  });
});

test('the first group in the order of the configuration counts, whatever the order of the token', () => {
  const roles = { 'desk-supervisors': 'supervisor', 'desk-moderators': 'moderator' } as const;
  expect(roleOf({ groups: ['desk-moderators', 'desk-supervisors'] }, { roles })).toBe('supervisor');
  expect(roleOf({ groups: ['desk-moderators'] }, { roles })).toBe('moderator');
  expect(roleOf({ groups: ['DESK-MODERATORS', 'constructor', '__proto__'] }, { roles })).toBeNull();
  expect(roleOf({ groups: [] }, { roles })).toBeNull();
});

test('a second factor is taken on the company’s word only where the configuration trusts that word', () => {
  expect(vouchesForSecondFactor({ amr: ['pwd', 'mfa'] }, { trustedAmr: ['hwk', 'mfa'] })).toBe(true);
  expect(vouchesForSecondFactor({ amr: ['pwd', 'mfa'] }, { trustedAmr: [] })).toBe(false);
  expect(vouchesForSecondFactor({ amr: [] }, { trustedAmr: ['mfa'] })).toBe(false);
});
