import { expect, test } from 'vitest';
import { type KeepFacts, latestOf, whatKeeps } from './keepers';
import { clocksOf, endOf } from './rules';

const FILED = new Date('2026-11-23T09:00:00Z');
const DAY = 24 * 60 * 60_000;
const after = (days: number) => new Date(FILED.getTime() + days * DAY);
const NOTHING: KeepFacts = { clocks: [], holds: [], undecided: 0, unreported: 0, unfinished: 0, referrals: 0, together: 0 };
const hold = (kind: string, endsAt: Date | null, liftedAt: Date | null = null) => ({ kind, reference: 'REF-1', endsAt, liftedAt });
const ncmec = clocksOf('ncmec', FILED);
const nca = clocksOf('uk-nca', FILED);
const canada = clocksOf('cybertip-ca', FILED);
const US = { demandFrom: 'US', part: 'files' } as const;
const GB = { demandFrom: 'GB', part: 'files' } as const;
const EXPIRY = { part: 'everything' } as const;

interface Row {
  readonly what: string;
  readonly facts: Partial<KeepFacts>;
  /** Days after the filing. */
  readonly on: number;
  readonly asked: { readonly demandFrom?: string; readonly part: 'files' | 'everything' };
  readonly keeps: readonly string[];
}

const TABLE: readonly Row[] = [
  { what: 'nothing was ever filed or held', facts: {}, on: 0, asked: EXPIRY, keeps: [] },
  // Filing, United States.
  { what: 'NCMEC, the day of the filing', facts: { clocks: ncmec }, on: 0, asked: EXPIRY, keeps: ['clock'] },
  { what: 'NCMEC, the last day of the year', facts: { clocks: ncmec }, on: 364, asked: EXPIRY, keeps: ['clock'] },
  { what: 'NCMEC, when the year is over', facts: { clocks: ncmec }, on: 365, asked: EXPIRY, keeps: [] },
  // Filing, United Kingdom: a year for content; the five years are the reference's.
  { what: 'NCA, within the year', facts: { clocks: nca }, on: 364, asked: EXPIRY, keeps: ['clock'] },
  { what: 'NCA, after the year, within the five', facts: { clocks: nca }, on: 365, asked: EXPIRY, keeps: [] },
  { what: 'NCA, the reference alone', facts: { clocks: nca.filter(({ rule }) => rule === 'uk_si_2026_268_reference') }, on: 1, asked: EXPIRY, keeps: [] },
  // Canada, second-hand.
  { what: 'Cybertip.ca, within 21 days', facts: { clocks: canada }, on: 20, asked: EXPIRY, keeps: ['clock'] },
  { what: 'Cybertip.ca, after 21 days', facts: { clocks: canada }, on: 21, asked: EXPIRY, keeps: [] },
  // Several clocks, the longest wins: a second report half a year later.
  { what: 'two reports, the first is over', facts: { clocks: [...ncmec, ...clocksOf('ncmec', after(180))] }, on: 400, asked: EXPIRY, keeps: ['clock'] },
  { what: 'two reports, both are over', facts: { clocks: [...ncmec, ...clocksOf('ncmec', after(180))] }, on: 546, asked: EXPIRY, keeps: [] },
  { what: 'Canada and the United States, after 21 days', facts: { clocks: [...canada, ...ncmec] }, on: 30, asked: EXPIRY, keeps: ['clock'] },
  // Holds.
  { what: '2703(f), the 89th day', facts: { holds: [hold('us_2703f', endOf(FILED, { days: 90 }))] }, on: 89, asked: EXPIRY, keeps: ['hold'] },
  { what: '2703(f), the 90th day', facts: { holds: [hold('us_2703f', endOf(FILED, { days: 90 }))] }, on: 90, asked: EXPIRY, keeps: [] },
  { what: 'a hold lifted two days ago, as the desk asks for itself', facts: { holds: [hold('legal', null, FILED)] }, on: 2, asked: EXPIRY, keeps: ['hold'] },
  { what: 'a hold lifted three days ago', facts: { holds: [hold('legal', null, FILED)] }, on: 3, asked: EXPIRY, keeps: [] },
  { what: 'a hold lifted yesterday whose end has come', facts: { holds: [hold('us_2703f', after(1), FILED)] }, on: 1, asked: EXPIRY, keeps: [] },
  { what: '2703(f) renewed, the 179th day', facts: { holds: [hold('us_2703f', endOf(FILED, { days: 180 }))] }, on: 179, asked: EXPIRY, keeps: ['hold'] },
  { what: 'a legal hold, after ten years', facts: { holds: [hold('legal', null)] }, on: 3650, asked: EXPIRY, keeps: ['hold'] },
  { what: 'a hold of a kind that this version does not know', facts: { holds: [hold('of_tomorrow', null)] }, on: 3650, asked: EXPIRY, keeps: ['hold'] },
  { what: 'a hold beyond the year of the filing', facts: { clocks: ncmec, holds: [hold('legal', null)] }, on: 400, asked: EXPIRY, keeps: ['hold'] },
  { what: 'a hold within the year', facts: { clocks: ncmec, holds: [hold('us_2703f', after(90))] }, on: 10, asked: EXPIRY, keeps: ['hold', 'clock'] },
  // On demand, 18 USC 2258B(c): past the year of its own country, for files alone, and never past anything else.
  { what: 'a demand from the United States, within the year', facts: { clocks: ncmec }, on: 10, asked: US, keeps: [] },
  { what: 'the same, for the words', facts: { clocks: ncmec }, on: 10, asked: { ...US, part: 'everything' }, keeps: ['clock'] },
  { what: 'a demand from elsewhere, within the year', facts: { clocks: ncmec }, on: 10, asked: GB, keeps: ['clock'] },
  { what: 'a demand from the United States, under an NCA clock', facts: { clocks: nca }, on: 10, asked: US, keeps: ['clock'] },
  { what: 'a demand from the United Kingdom, under an NCA clock', facts: { clocks: nca }, on: 10, asked: GB, keeps: ['clock'] },
  { what: 'a demand under a hold', facts: { clocks: ncmec, holds: [hold('us_2703f', after(90))] }, on: 10, asked: US, keeps: ['hold'] },
  { what: 'a demand while a report is under way', facts: { unfinished: 1 }, on: 0, asked: US, keeps: ['report'] },
  { what: 'a demand while a decision is not reported', facts: { unreported: 1 }, on: 0, asked: US, keeps: ['unreported'] },
  // What has no date.
  { what: 'an item that nobody decided', facts: { undecided: 1 }, on: 900, asked: EXPIRY, keeps: ['undecided'] },
  { what: 'a decision without its report', facts: { unreported: 2 }, on: 900, asked: EXPIRY, keeps: ['unreported'] },
  { what: 'a referral under way', facts: { referrals: 1 }, on: 900, asked: EXPIRY, keeps: ['referral'] },
  { what: 'a report that tells of others, too', facts: { together: 1 }, on: 900, asked: EXPIRY, keeps: ['together'] },
  { what: 'the same, of files alone', facts: { together: 1 }, on: 900, asked: { part: 'files' }, keeps: [] },
  { what: 'a clock of a rule that this version does not know', facts: { clocks: [{ rule: 'of_tomorrow', endsAt: after(10) }] }, on: 5, asked: US, keeps: ['clock'] },
];

test.each(TABLE)('$what', ({ facts, on, asked, keeps }) => {
  expect(whatKeeps({ ...NOTHING, ...facts }, { ...asked, now: after(on) }).map(({ kind }) => kind)).toEqual(keeps);
});

test('it says in words what keeps it, and until when all of it is kept', () => {
  const keepers = whatKeeps({ ...NOTHING, clocks: ncmec, holds: [hold('us_2703f', after(30))] }, { now: FILED, part: 'everything' });
  expect(keepers.map(({ words }) => words)).toEqual(['Preservation request, 18 USC 2703(f), REF-1, until 2026-12-23', 'One year from a report to NCMEC, until 2027-11-23']);
  expect(latestOf(keepers)).toEqual(ncmec[0]?.endsAt);
  expect(latestOf(whatKeeps({ ...NOTHING, clocks: ncmec, undecided: 1 }, { now: FILED, part: 'everything' }))).toBeNull();
  expect(latestOf([])).toBeNull();
});
