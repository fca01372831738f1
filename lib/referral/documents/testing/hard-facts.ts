import type { ExhibitFacts, MessageFacts, ReferralFacts } from '../../facts';
import { sampleFacts } from '../../testing';

/** What people send to break a page, or send without meaning to. */
export const HARD_TEXTS: readonly string[] = [
  'control \u0000 \u0007 \u001b[31m \u0085 characters',
  'half a character: \ud83d and another \ude00',
  '\u202Eevil\u202C and \u2066isolates\u2069, zero\u200Bwidth, soft\u00ADhyphen, \u200fmark',
  '\u0301 begins with a mark; Z\u0351\u0343\u035b\u0300a\u0310l\u035ago',
  'w'.repeat(5_000),
  '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\uFE0F'.repeat(40),
  'one\r\ntwo\rthree\u2028four\u2029five\n\n\nsix',
  `   leading and trailing   ${' '.repeat(300)}`,
  'עברית (and Latin, 123) עברית; اَلْعَرَبِيَّة ١٢٣ [bracket] ۴۵۶ ߒߞߏ',
  '==== <script>alert(1)</script> \\u0041 (unbalanced ) parentheses \\',
  Array.from({ length: 400 }, (_, line) => `line ${line}`).join('\n'),
  '',
];

/** The sample with those texts wherever somebody else's words can stand. */
export function hardFacts(): ReferralFacts {
  const facts = sampleFacts();
  const [first, ...others] = facts.exhibits;
  if (!first) throw new Error('The sample has no exhibit.');
  const messages = HARD_TEXTS.map((text, at): MessageFacts => ({ id: `hard-${at}`, externalId: `hard ${text.slice(0, 300)}`, sender: 'A1', sentAt: first.occurredAt, sentAtText: `2026 ${text.slice(0, 80)}`, text, isFlagged: at % 3 === 0, files: first.files.map(({ name }) => name) }));
  const hard: ExhibitFacts = { ...first, externalId: 'x'.repeat(400), messages, signals: HARD_TEXTS.map((words) => ({ kind: 'user_report', words, file: null })) };
  return {
    ...facts,
    accounts: [...facts.accounts, ...HARD_TEXTS.map((text, at) => ({ ...facts.subject, name: `A${at + 10}`, screenName: text, displayName: text, emails: [text.slice(0, 300)] }))],
    exhibits: [hard, ...others],
    notes: HARD_TEXTS.map((text, at) => ({ by: 'MO-04', at: first.occurredAt, version: at, text })),
  };
}

/** As little as a referral can be. */
export function bareFacts(): ReferralFacts {
  const facts = sampleFacts();
  const { referral } = facts;
  return {
    ...facts,
    referral: {
      ...referral, kind: 'emergency', profile: 'report_only', isTest: false, legalBasis: null, asked: { authority: 'Example duty officer', reference: 'DO 17/26' }, reissueOf: 'R-2026-00003',
      agency: { ...referral.agency, country: 'US', unit: null }, provider: { ...referral.provider, phone: null },
      scope: { from: null, until: null, withAccounts: false, withReports: false, withNotes: false },
    },
    danger: 'Somebody wrote that they wait at the old lighthouse tonight,\nand nobody has reached the person they wrote to since noon.',
    accounts: [facts.subject], exhibits: [], reports: [], notes: [], clocks: [], custody: [], redactions: { persons: 0, messages: 0, phrases: 0 },
  };
}
