import { expect, test } from 'vitest';
import { REFERENCE_CLOCKS } from '@/lib/evidence/schema';
import { DIRECTORY } from '@/lib/hotlines';
import { clockRule, clocksOf, endOf } from './rules';
import { CLOCKS_OF_HOTLINE, CLOCK_RULES, REFERENCE_RULES } from './schema';

const FILED = new Date('2026-11-23T09:00:00Z');
const ends = (hotline: string) => clocksOf(hotline, FILED).map(({ rule, endsAt }) => [rule, endsAt.toISOString()]);

test('looks at what is preserved leave out the clocks that keep a reference alone, all of them and no other', () => {
  expect([...REFERENCE_CLOCKS].sort()).toEqual([...REFERENCE_RULES].sort());
});

test('a year is never a day less than a year, and days are days of 24 hours', () => {
  expect(endOf(FILED, { years: 1 }).toISOString()).toBe('2027-11-23T09:00:00.000Z');
  expect(endOf(new Date('2028-02-29T12:00:00Z'), { years: 1 }).toISOString()).toBe('2029-03-01T12:00:00.000Z');
  expect(endOf(new Date('2026-10-24T23:30:00Z'), { days: 90 }).toISOString()).toBe('2027-01-22T23:30:00.000Z');
});

test.each([
  ['ncmec', [['us_2258a_h', '2027-11-23T09:00:00.000Z']]],
  ['uk-nca', [['uk_si_2026_268_content', '2027-11-23T09:00:00.000Z'], ['uk_si_2026_268_reference', '2031-11-23T09:00:00.000Z']]],
  ['cybertip-ca', [['ca_21_days', '2026-12-14T09:00:00.000Z']]],
  ['iwf', [['desk_year', '2027-11-23T09:00:00.000Z']]],
  ['a hotline of tomorrow', [['desk_year', '2027-11-23T09:00:00.000Z']]],
])('a report to %s starts the clocks of its rules from the moment it is filed', (hotline, expected) => {
  expect(ends(hotline)).toEqual(expected);
});

test('every hotline with rules of its own is in the directory, and each of its filings keeps content for a while', () => {
  const known = new Set(DIRECTORY.map(({ id }) => id));
  for (const [hotline, rules] of CLOCKS_OF_HOTLINE) {
    expect(known.has(hotline)).toBe(true);
    expect(rules.some((rule) => CLOCK_RULES[rule].covers === 'content')).toBe(true);
  }
  for (const { source } of Object.values(CLOCK_RULES)) expect(source).toMatch(/\.$/);
});

test('a rule that this version does not know keeps content and yields to nobody', () => {
  expect(clockRule('of_tomorrow')).toMatchObject({ covers: 'content', yieldsTo: null });
  expect(clockRule('constructor')).toMatchObject({ covers: 'content', yieldsTo: null });
});
