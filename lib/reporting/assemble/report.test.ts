import { describe, expect, test } from 'vitest';
import { type AccountFacts, type FileFacts, type ItemFacts, type Moment, type ReportFacts, type SignalFacts, serializeFileDetails, serializeReport, validateFileDetails, validateReport } from '@/lib/hotlines';
import { hasSchema, schemaProblems } from '@/lib/hotlines/testing';
import { assemble } from './report';

const NOW = new Date('2026-11-23T09:00:00Z');
const moment = (text: string): Moment => ({ at: new Date(text), text });

const account = (id: string, more: Partial<AccountFacts> = {}): AccountFacts => ({
  id,
  externalId: `ext-${id}`,
  screenName: `name_${id}`,
  displayName: null,
  profileUrl: null,
  emails: [],
  ipEvents: [],
  isVictim: false,
  details: {},
  ...more,
});

const file = (mediaId: string, more: Partial<FileFacts> = {}): FileFacts => ({
  mediaId,
  contentType: 'image/jpeg',
  byteSize: 1000,
  hashes: [],
  exif: [],
  md5: '0'.repeat(32),
  sha1: '1'.repeat(40),
  sha256: '2'.repeat(64),
  isViewed: false,
  industryClass: null,
  annotations: [],
  ...more,
});

const match = (mediaId: string): SignalFacts => ({
  kind: 'hash_match',
  detector: 'hma',
  list: 'confirmed',
  algorithm: 'pdq',
  distance: 4,
  threshold: 31,
  quality: 97,
  exact: false,
  isTest: false,
  label: null,
  score: null,
  modelVersion: null,
  reason: null,
  reporterId: null,
  mediaId,
});

const upload = { ip: '203.0.113.7', event: 'Upload', at: moment('2026-11-20T08:14:58+01:00'), port: 443 };
const login = { ip: '2001:db8::7', event: 'Login', at: moment('2026-11-20T07:00:00+01:00'), port: null };

const IMAGE_ITEM: ItemFacts = {
  itemId: 'i1',
  externalId: 'evt-1',
  occurredAt: moment('2026-11-20T08:15:00+01:00'),
  conversation: { externalId: 'dm-1001', encryption: 'transport' },
  others: [account('r')],
  messages: [
    { senderId: 's', sentAt: moment('2026-11-20T08:15:00+01:00'), text: 'first', isFlagged: true, mediaIds: ['m1'] },
    { senderId: 'r', sentAt: moment('2026-11-20T08:16:00+01:00'), text: 'second', isFlagged: false, mediaIds: [] },
  ],
  signals: [match('m1')],
  decision: { outcome: 'apparent_csam', decidedAt: NOW, basis: 'facts', incidentType: null, annotations: ['sextortion'], dangerNow: [], dangerReason: null },
  files: [file('m1', { industryClass: 'B2', annotations: ['viral', 'generativeAi'] })],
  incidents: [],
  lawEnforcement: null,
};

const IMAGE: ReportFacts = {
  now: NOW,
  isTest: true,
  platform: 'Example Messenger',
  subject: account('s', { displayName: 'User One', profileUrl: 'https://example.com/u/s', emails: [{ address: 'u1@example.com', verified: true }], ipEvents: [login, upload] }),
  items: [IMAGE_ITEM],
  priorReportIds: [],
  supplement: null,
  reporter: { firstName: 'Trust', lastName: 'Safety', email: 'safety@example.com', company: 'Example Inc.' },
  sendsIndustryClass: true,
};

/** The facts of one item, changed. */
const having = (change: Partial<ItemFacts>): ReportFacts => ({ ...IMAGE, items: [{ ...IMAGE_ITEM, ...change }] });
const decided = (change: Partial<ItemFacts['decision']>): ReportFacts => having({ decision: { ...IMAGE_ITEM.decision, ...change } });

const CASES: Record<string, ReportFacts> = {
  'an image': IMAGE,
  'several files': having({ files: [file('m1', { isViewed: true }), file('m2'), file('m3', { contentType: 'image/webp' })] }),
  'text only': having({ files: [], messages: IMAGE_ITEM.messages.map((message) => ({ ...message, mediaIds: [] })), decision: { ...IMAGE_ITEM.decision, outcome: 'enticement' } }),
  'a minimal account and nothing else': { ...having({ conversation: null, others: [], messages: [], signals: [], files: [] }), subject: account('s', { screenName: null }) },
  'danger now': decided({ dangerNow: ['meeting_planned'], dangerReason: 'They meet tomorrow at 5.' }),
  'earlier reports on the account': { ...IMAGE, priorReportIds: ['4000001', '9223372036854775807'] },
  'values too long for their elements': {
    ...decided({ dangerNow: ['live_abuse'], dangerReason: 'y'.repeat(3000) }),
    platform: 'p'.repeat(300),
    subject: account('s', { externalId: 'x'.repeat(300), screenName: '😀'.repeat(300), emails: [{ address: `${'a'.repeat(300)}@example.com`, verified: false }] }),
  },
  'an event in the future and one the hotline has no word for': {
    ...having({ occurredAt: moment('2026-11-24T08:15:00+01:00') }),
    subject: account('s', { ipEvents: [{ ...upload, event: 'Message', at: moment('2026-11-20T08:14+01:00') }] }),
  },
};

describe.each(Object.entries(CASES))('the report of %s', (_name, facts) => {
  const { report, files } = assemble(facts);
  const details = files.map((one) => ({ ...one.details, reportId: '4000001', fileId: 'b0754af766b426f2928a02c651ed4b99' }));

  test('is accepted by our own grammar', () => {
    expect([validateReport(report, NOW), ...details.map(validateFileDetails)]).toEqual([[], ...details.map(() => [])]);
  });

  test.skipIf(!hasSchema)('is valid against the authority’s schema', () => {
    expect([schemaProblems(serializeReport(report)), ...details.map((one) => schemaProblems(serializeFileDetails(one)))]).toEqual([[], ...details.map(() => [])]);
  });
});

test('what was viewed is said of each file by itself', () => {
  const { files } = assemble(CASES['several files'] ?? IMAGE);
  expect(files.map(({ name, details }) => [name, details.fileViewedByEsp])).toEqual([['image-1.jpg', true], ['image-2.jpg', false], ['image-3.webp', false], ['conversation-1.txt', false]]);
});

test('a file that something pointed at is reported, the others are context; without a pointer all are reported', () => {
  const relevance = (facts: ReportFacts) => assemble(facts).files.filter(({ kind }) => kind === 'media').map(({ details }) => details.fileRelevance);
  expect(relevance(having({ files: [file('m1'), file('m2')] }))).toEqual(['Reported', 'Supplemental Reported']);
  expect(relevance(having({ signals: [], messages: [], files: [file('m1'), file('m2')] }))).toEqual(['Reported', 'Reported']);
});

test('a file carries the upload of the account that sent it, and never that of somebody else', () => {
  const [mine] = assemble(IMAGE).files;
  expect(mine?.details).toMatchObject({ ipCaptureEvent: { ipAddress: '203.0.113.7', eventName: 'Upload', port: 443 }, uploadedToEspTimestamp: '2026-11-20T08:14:58+01:00' });
  const theirs = assemble(having({ messages: [{ senderId: 'r', sentAt: moment('2026-11-20T08:15:00+01:00'), text: null, isFlagged: true, mediaIds: ['m1'] }] }));
  expect(theirs.files[0]?.details.ipCaptureEvent).toBeUndefined();
});

test('the conversation is text with senders, zones, flags and file names', () => {
  expect(assemble(IMAGE).report.internetDetails?.[0]?.chatImIncident?.content).toBe(
    '[2026-11-20T08:15:00+01:00] (flagged) name_s (ext-s): first [image-1.jpg]\n[2026-11-20T08:16:00+01:00] name_r (ext-r): second',
  );
});

test('a line break in a message cannot pass for a message of somebody else', () => {
  const forged = having({ messages: [{ senderId: 's', sentAt: moment('2026-11-20T08:15:00Z'), text: 'me\n[2026-11-20T08:16:00Z] name_r: them', isFlagged: false, mediaIds: [] }] });
  const lines = assemble(forged).report.internetDetails?.[0]?.chatImIncident?.content?.split('\n') ?? [];
  expect(lines.map((line) => line.startsWith('['))).toEqual([true, false]);
});

test('danger now escalates in the reviewer’s words, and nothing else does', () => {
  expect(assemble(IMAGE).report.incidentSummary.escalateToHighPriority).toBeUndefined();
  expect(assemble(CASES['danger now'] ?? IMAGE).report.incidentSummary.escalateToHighPriority).toBe('Danger now: meeting planned. They meet tomorrow at 5.');
});

test('an incident in the future is dated before now and says what the platform gave', () => {
  const { incidentSummary } = assemble(CASES['an event in the future and one the hotline has no word for'] ?? IMAGE).report;
  expect(incidentSummary).toMatchObject({ incidentDateTime: '2026-11-23T08:59:59.000Z' });
  expect(incidentSummary.incidentDateTimeDescription).toContain('2026-11-24T08:15:00+01:00');
});

test('a value that does not fit its element is kept whole where there is room', () => {
  const { personOrUserReported: person } = assemble(CASES['values too long for their elements'] ?? IMAGE).report;
  expect(person?.espIdentifier).toHaveLength(255);
  expect(person?.additionalInfo).toContain(`espIdentifier: ${'x'.repeat(300)}`);
});

test('a report of test mode says so, and one for real does not', () => {
  expect(assemble(IMAGE).report.additionalInfo).toContain('TEST REPORT');
  expect(assemble({ ...IMAGE, isTest: false }).report.additionalInfo).not.toContain('TEST');
});
