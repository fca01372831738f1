import { expect, test } from 'vitest';
import type { ReferralFacts } from '../facts';
import { sampleFacts } from '../testing/facts';
import { redactFacts } from './redact-facts';
import { redactorOf } from './redactor';

const WORD = 'plover';

/** Of a whole referral, everything that holds the word, by its path in the facts; lists count as one place. */
function placesOf(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return value.includes(WORD) ? [path] : [];
  if (value === null || typeof value !== 'object' || value instanceof Date || value instanceof Uint8Array) return [];
  return Object.entries(value).flatMap(([name, inner]) => placesOf(inner, Array.isArray(value) ? `${path}[]` : `${path}.${name}`));
}

/** The same facts with the word in every text there is. Names of accounts and exhibits, by which facts point to each other, stay true to each other. */
function planted<T>(value: T): T {
  if (typeof value === 'string') return `${value} ${WORD}` as T;
  if (value === null || typeof value !== 'object' || value instanceof Date || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(planted) as T;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, planted(inner)])) as T;
}

/** What the desk has from nobody: its own ids and numbers, hashes, times, names of exhibits and accounts, and words of its own vocabulary. */
const OWN: ReadonlySet<string> = new Set([
  ...['id', 'number', 'kind', 'profile', 'caseNumber', 'reissueOf', 'agency.country', 'legalBasis.processType', 'legalBasis.words'].map((name) => `.referral.${name}`),
  '.accounts[].name',
  ...['name', 'itemId', 'occurredAtText', 'participants[]'].map((name) => `.exhibits[].${name}`),
  ...['id', 'sender', 'sentAtText', 'files[]'].map((name) => `.exhibits[].messages[].${name}`),
  ...['name', 'path', 'mediaId', 'contentType', 'sha256', 'sha1', 'md5', 'source.id', 'source.address', 'source.kekId'].map((name) => `.exhibits[].files[].${name}`),
  '.exhibits[].signals[].file',
  ...['account', 'atText'].map((name) => `.exhibits[].ipEvents[].${name}`),
  ...['outcome', 'words', 'basis', 'incidentType', 'annotations[]', 'dangerNow[]', 'policyVersion'].map((name) => `.exhibits[].decisions[].${name}`),
  ...['id', 'hotline', 'state', 'exhibits[]', 'files[].file'].map((name) => `.reports[].${name}`),
  // What the log says of it beside its entry; the entry itself is looked through where it is gathered.
  ...['eventId', 'action', 'words', 'about[]'].map((name) => `.custody[].${name}`),
]);

const facts = sampleFacts({ danger: 'Somebody waits at the lighthouse' });
const whole: ReferralFacts = planted({ ...facts, referral: { ...facts.referral, reissueOf: 'R-2026-00001', asked: { authority: 'Duty officer', reference: 'DO 1' } } });

async function cleaned() {
  const { referral, danger, accounts, exhibits, notes, reports, custody } = whole;
  const places: string[] = [];
  const redactor = redactorOf({ persons: [], others: [], phrases: [WORD], choices: [] });
  const told = await redactFacts({ referral, danger, accounts, exhibits, notes, reports, custody }, { redactor, persons: new Set(), messageIds: new Set(), tell: (_, where) => places.push(where) });
  return { told, places };
}

test('a marked word is in no field of a referral but those that the desk has from nobody; a new field has to be cleaned, or written down here', async () => {
  const { told } = await cleaned();
  const { subject, clocks, redactions, ...others } = whole;
  // The subject is one of the accounts; words about clocks and counts of what was taken out are the desk's own.
  expect([Object.keys(told).sort(), subject.name, clocks.length > 0, redactions.persons]).toEqual([Object.keys(others).sort(), told.accounts[0]?.name, true, 1]);
  expect(new Set(placesOf(told))).toEqual(OWN);
});

test('each of these places is told to whoever prepares the referral, also where the agency, the authority, the company or a colleague is named', async () => {
  const { places } = await cleaned();
  const told = new Set(places);
  for (const where of [
    'the agency’s entry', 'who asks, and under which number', 'who hands it over', 'who decided on this referral', 'report 1', 'who had the evidence', 'what the danger is',
    'account A1 plover', 'E01 plover, its platform', 'E01 plover, decision 1', 'note 1, version 1',
  ]) expect([where, told.has(where)]).toEqual([where, true]);
});
