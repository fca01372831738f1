import { expect, test } from 'vitest';
import { EMPTY_SCOPE } from '../request/schema';
import type { ReferralItem } from './schema';
import { warningsOf } from './warnings';

const item = (outcome: string | null): ReferralItem => ({ id: 'i', summary: '', severity: 'standard', receivedAt: '', occurredAt: '', outcome, files: 1, messages: 1 });
const NOTHING = { processType: 'us_search_warrant', agencyCountry: 'US', deadline: new Date('2026-12-20T00:00:00Z'), scope: EMPTY_SCOPE, items: [item('apparent_csam')], now: new Date('2026-11-23T09:00:00Z') } as const;

test('a warrant of the agency’s own country for decided items is nothing to look at twice', () => {
  expect(warningsOf(NOTHING)).toEqual([]);
});

test.each([
  ['process that reaches records alone, with content going out on it', { processType: 'us_subpoena' }, 'records about an account'],
  ['process of another country than the agency’s', { agencyCountry: 'GB' }, 'another country'],
  ['a deadline that has passed', { deadline: new Date('2026-11-22T00:00:00Z') }, 'deadline has passed'],
  ['an item that nobody has decided on', { items: [item(null)] }, '1 item that nobody has decided on'],
  ['an item that waits for a second opinion', { items: [item('second_opinion')] }, '1 item that nobody has decided on'],
  ['items in which nobody found a violation', { items: [item('not_violating'), item('not_violating')] }, '2 items in which nobody found a violation'],
  ['notes that were written for the desk', { scope: { ...EMPTY_SCOPE, withNotes: true } }, 'written for the desk'],
])('%s: that is said', (_, change, words) => {
  expect(warningsOf({ ...NOTHING, ...change })).toEqual([expect.stringContaining(words)]);
});

test('a European order is process of the countries that its Regulation binds, and of no other', () => {
  for (const agencyCountry of ['DE', 'FR', 'IE']) expect(warningsOf({ ...NOTHING, processType: 'eu_production_order', agencyCountry })).toEqual([]);
  for (const agencyCountry of ['DK', 'US', 'GB', 'NO']) expect(warningsOf({ ...NOTHING, processType: 'eu_production_order', agencyCountry })).toEqual([expect.stringContaining('another country')]);
});

test('process of any country, or one that this version does not know, says nothing of countries', () => {
  expect(warningsOf({ ...NOTHING, processType: 'mutual_assistance' })).toEqual([]);
  expect(warningsOf({ ...NOTHING, processType: 'of_another_version' })).toEqual([]);
});
