import { leafHash } from '@/lib/audit/proof';
import type { AboutReferral, AccountFacts, CustodyEntry, DecisionFacts, ExhibitFacts, MessageFacts, ReferralFacts } from '../facts';
import { sampleFile } from './files';

const at = (text: string): Date => new Date(text);

const ABOUT: AboutReferral = {
  id: '0193a000-0000-7000-8000-00000000a001',
  number: 'R-2026-00007',
  kind: 'disclosure',
  profile: 'full',
  isTest: true,
  caseNumber: 'C-2026-00042',
  caseOpenedAt: at('2026-11-18T09:12:00.000Z'),
  agency: { name: 'Example Police, Cybercrime', country: 'DE', unit: 'Dezernat für Übungen', contactName: 'Zoë Müller-Łukasz' },
  legalBasis: {
    processType: 'search_warrant',
    words: 'Search warrant',
    reference: 'EX 123/26 – „Übung“',
    authority: 'Amtsgericht Beispielstadt',
    issuedAt: at('2026-11-19T00:00:00.000Z'),
    deadline: at('2026-12-03T22:59:59.000Z'),
  },
  asked: null,
  requestedBy: 'LI-01',
  approvedBy: 'SU-02',
  releasedBy: 'LI-01',
  requestedAt: at('2026-11-23T08:00:00.000Z'),
  approvedAt: at('2026-11-23T08:30:00.000Z'),
  releasedAt: at('2026-11-23T08:58:00.000Z'),
  madeAt: at('2026-11-23T09:00:00.000Z'),
  reissueOf: null,
  provider: { name: 'Example Inc.', contact: 'Law Desk', email: 'law@example.com', phone: '+1 555 0100' },
  scope: { from: at('2026-11-01T00:00:00.000Z'), until: at('2026-11-22T23:59:59.000Z'), withAccounts: true, withReports: true, withNotes: true },
};

const SUBJECT: AccountFacts = {
  name: 'A1', platform: 'Example Messenger', externalId: 'user-4711', screenName: 'tomato_grower', displayName: 'Tomato Grower 🍅', profileUrl: 'https://example.com/u/tomato_grower',
  emails: ['tomato@example.com', 'tomato.second@example.org'], isThirdPerson: false,
};
const ARABIC: AccountFacts = {
  name: 'A2', platform: 'Example Messenger', externalId: 'user-0815', screenName: 'سلمى_تزرع', displayName: 'سلمى (حديقة)', profileUrl: null, emails: ['salma@example.net'], isThirdPerson: false,
};
const CHINESE: AccountFacts = { name: 'A3', platform: 'Example Messenger', externalId: 'user-2026', screenName: '園丁', displayName: '花園裡的園丁', profileUrl: 'https://example.com/u/%E5%9C%92', emails: [], isThirdPerson: false };
const THIRD: AccountFacts = {
  name: 'A4', platform: 'Example Messenger', externalId: '[person A4]', screenName: '[person A4]', displayName: '[person A4]', profileUrl: '[profile page of A4]', emails: ['[e-mail address of A4]'], isThirdPerson: true,
};

function message(ordinal: number, sender: string, sentAt: string, text: string | null, more: Partial<MessageFacts> = {}): MessageFacts {
  return { id: `0193a000-0000-7000-8000-00000000c${ordinal.toString().padStart(3, '0')}`, externalId: `msg-${ordinal}`, sender, sentAt: at(sentAt), sentAtText: sentAt, text, isFlagged: false, files: [], ...more };
}

const decision = (more: Partial<DecisionFacts> = {}): DecisionFacts => ({
  by: 'MO-04', at: at('2026-11-20T10:05:00.000Z'), outcome: 'apparent_csam', words: 'Apparent violation (drill)', basis: 'blurred', incidentType: 'Drill: nothing real', annotations: ['viral'], dangerNow: [], dangerReason: null,
  policyVersion: '2026-11', ...more,
});

const PICTURES: ExhibitFacts = {
  name: 'E01', itemId: '0193a000-0000-7000-8000-00000000e001', externalId: 'item-1', platform: 'Example Messenger',
  occurredAt: at('2026-11-18T08:59:30.250Z'), occurredAtText: '2026-11-18T09:59:30.25+01:00', receivedAt: at('2026-11-18T09:12:00.000Z'),
  conversation: { externalId: 'chat-77', encryption: 'none' }, participants: ['A1', 'A2', 'A4'],
  messages: [
    message(1, 'A1', '2026-11-18T09:58:00+01:00', 'Two pictures of stripes, as promised.\nThe second one is finer – “nicer”, I think 😀👩🏽‍🌾'),
    message(2, 'A1', '2026-11-18T09:59:30.25+01:00', null, { isFlagged: true, files: ['E01-1', 'E01-2'] }),
    message(3, 'A2', '2026-11-18T10:01:00+01:00', 'شكرا! الخطوط جميلة جدا (stripes) ١٢٣'),
    message(4, 'A4', '2026-11-18T10:02:00+01:00', 'Write to me at [e-mail address of A4], says [person A4]'),
    message(5, 'A2', '2026-11-18T10:03:00+01:00', '[redacted]'),
  ],
  files: [sampleFile('E01-1', 1, at('2026-11-18T09:11:58.000Z')), sampleFile('E01-2', 2, at('2026-11-18T09:11:59.000Z'))],
  signals: [
    { kind: 'hash_match', words: 'Exact match (SHA-256) with the list “Drill list”', file: 'E01-1' },
    { kind: 'user_report', words: 'A person reported it: [person A4] does not like stripes', file: null },
  ],
  ipEvents: [
    { account: 'A1', ip: '198.51.100.7', port: 51_413, event: 'Upload', at: at('2026-11-18T08:59:30.000Z'), atText: '2026-11-18T09:59:30+01:00' },
    { account: 'A1', ip: '2001:db8::17', port: null, event: 'Login', at: at('2026-11-18T08:40:00.000Z'), atText: '2026-11-18T08:40:00Z' },
    { account: 'A4', ip: '[IP address of A4]', port: null, event: 'Login', at: at('2026-11-18T08:50:00.000Z'), atText: '2026-11-18T08:50:00Z' },
  ],
  decisions: [decision()],
};

const ONE_FILE: ExhibitFacts = {
  name: 'E02', itemId: '0193a000-0000-7000-8000-00000000e002', externalId: 'item-2', platform: 'Example Messenger',
  occurredAt: at('2026-11-19T12:00:00.000Z'), occurredAtText: '2026-11-19T12:00:00Z', receivedAt: at('2026-11-19T12:00:05.000Z'),
  conversation: { externalId: '群組-1', encryption: 'unknown' }, participants: ['A1', 'A3'],
  messages: [
    message(6, 'A3', '2026-11-19T11:59:00Z', '你好，這是花園的照片。全角：ＡＢＣ１２３'),
    message(7, 'A1', '2026-11-19T12:00:00Z', 'A long word: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, and a formula that is none: =1+1', { isFlagged: true, files: ['E02-1'] }),
  ],
  files: [sampleFile('E02-1', 3, at('2026-11-19T12:00:04.000Z'))],
  signals: [{ kind: 'score', words: 'Score 0.93 of drill-model 1.2', file: 'E02-1' }],
  ipEvents: [],
  decisions: [
    decision({ at: at('2026-11-20T11:00:00.000Z'), outcome: 'second_opinion', words: 'Second opinion asked for', incidentType: null, annotations: [] }),
    decision({ by: 'MO-07', at: at('2026-11-20T12:00:00.000Z'), outcome: 'enticement', words: 'Enticement (drill)', basis: 'revealed', dangerNow: ['ongoing_extortion'], dangerReason: 'They ask for more stripes by Friday.' }),
  ],
};

const TEXT_ONLY: ExhibitFacts = {
  name: 'E03', itemId: '0193a000-0000-7000-8000-00000000e003', externalId: 'item-3', platform: 'Example Messenger',
  occurredAt: at('2026-11-20T07:00:00.000Z'), occurredAtText: '2026-11-20T02:00:00-05:00', receivedAt: at('2026-11-20T07:00:01.000Z'),
  conversation: null, participants: ['A1'],
  messages: [message(8, 'A1', '2026-11-20T02:00:00-05:00', 'Only words: Ünïcödé, “quotes”, a\ttab, a comma; שלום עולם and \u{1F468}\u200D\u{1F469}\u200D\u{1F467}', { isFlagged: true })],
  files: [], signals: [{ kind: 'user_report', words: 'A person reported it', file: null }], ipEvents: [], decisions: [],
};

function entry(index: number | null, when: string, actor: string, action: string, words: string, about: readonly string[]): CustodyEntry {
  const eventId = `0193a000-0000-7000-8000-00000000f${(index ?? 900).toString().padStart(3, '0')}`;
  const leaf = Buffer.from(JSON.stringify({ v: 1, at: when, id: eventId, actor: { kind: 'person', id: null, name: actor }, action }), 'utf8');
  return { eventId, at: at(when), actor, action, words, about, index, leaf, leafHash: leafHash(leaf) };
}

/** A referral that never was, with what makes documents difficult: scripts that run either way, emoji, a person under a stand-in, redacted words, an item of text alone. */
const SAMPLE: ReferralFacts = {
  referral: ABOUT,
  danger: null,
  subject: SUBJECT,
  accounts: [SUBJECT, ARABIC, CHINESE, THIRD],
  exhibits: [PICTURES, ONE_FILE, TEXT_ONLY],
  reports: [
    { id: '0193a000-0000-7000-8000-00000000b001', hotline: 'ncmec', hotlineName: 'NCMEC CyberTipline', state: 'filed', isTest: true, filedAt: at('2026-11-20T10:06:00.000Z'), receipt: '4000123', exhibits: ['E01'], files: [{ file: 'E01-1', isViewed: false }, { file: 'E01-2', isViewed: true }] },
    { id: '0193a000-0000-7000-8000-00000000b002', hotline: 'ncmec', hotlineName: 'NCMEC CyberTipline', state: 'withdrawn', isTest: true, filedAt: null, receipt: null, exhibits: ['E02'], files: [] },
  ],
  notes: [
    { by: 'MO-04', at: at('2026-11-20T10:10:00.000Z'), version: 1, text: 'First wording; [person A4] only took part once.' },
    { by: 'MO-04', at: at('2026-11-20T10:12:00.000Z'), version: 2, text: 'Second wording; [person A4] only took part once – see E01.' },
  ],
  clocks: [
    { words: 'Kept for a year from the report to NCMEC (18 USC 2258A(h))', startsAt: at('2026-11-20T10:06:00.000Z'), endsAt: at('2027-11-20T10:06:00.000Z') },
    { words: 'Hold of Example Police', startsAt: at('2026-11-21T09:00:00.000Z'), endsAt: null },
  ],
  custody: [
    entry(12, '2026-11-18T09:12:00.000Z', 'Example Messenger', 'item.received', 'Received from the platform', ['E01']),
    entry(40, '2026-11-20T10:05:00.000Z', 'MO-04', 'item.decided', 'Decided', ['E01']),
    entry(77, '2026-11-23T08:00:00.000Z', 'LI-01', 'referral.requested', 'Asked for this referral', []),
    entry(null, '2026-11-23T09:00:00.000Z', 'LI-01', 'referral.released', 'Released this referral', ['E01-1', 'E01-2']),
  ],
  redactions: { persons: 1, messages: 1, phrases: 2 },
};

/** The sample; overrides replace whole fields. */
export function sampleFacts(overrides: Partial<ReferralFacts> = {}): ReferralFacts {
  return { ...SAMPLE, ...overrides };
}
