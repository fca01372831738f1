import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ReportFacts, serializeFileDetails, serializeReport, validateFileDetails, validateReport } from '@/lib/hotlines';
import { hasSchema, schemaProblems } from '@/lib/hotlines/testing';
import { EVERYTHING, IMAGE, IMAGE_ITEM, NOW, accountFacts, decided, fileFacts, having, moment, upload } from '../testing/facts';
import { assemble } from './report';

const CASES: Record<string, ReportFacts> = {
  'an image': IMAGE,
  'several files': having({ files: [fileFacts('m1', { isViewed: true }), fileFacts('m2'), fileFacts('m3', { contentType: 'image/webp' })] }),
  'text only': having({ files: [], messages: IMAGE_ITEM.messages.map((message) => ({ ...message, mediaIds: [] })), decision: { ...IMAGE_ITEM.decision, outcome: 'enticement' } }),
  'a minimal account and nothing else': { ...having({ conversation: null, others: [], messages: [], signals: [], files: [] }), subject: accountFacts('s', { screenName: null }) },
  'danger now': decided({ dangerNow: ['meeting_planned'], dangerReason: 'They meet tomorrow at 5.' }),
  'earlier reports on the account': { ...IMAGE, priorReportIds: ['4000001', '9223372036854775807'] },
  'values too long for their elements': {
    ...decided({ dangerNow: ['live_abuse'], dangerReason: 'y'.repeat(3000) }),
    platform: 'p'.repeat(300),
    subject: accountFacts('s', { externalId: 'x'.repeat(300), screenName: '😀'.repeat(300), emails: [{ address: `${'a'.repeat(300)}@example.com`, verified: false }] }),
  },
  'a video': having({ files: [fileFacts('m1', { contentType: 'video/mp4', isViewed: true })] }),
  'a victim and a recipient': having({ others: [accountFacts('r'), accountFacts('v', { isVictim: true, details: { age: 13, school: 'Example School' } })] }),
  'sextortion with a threat': decided({ outcome: 'enticement', annotations: ['sextortion'], dangerNow: ['ongoing_extortion'], dangerReason: 'They ask for more by Friday.' }),
  'a supplement': { ...IMAGE, supplement: { to: '4000001', text: 'Two more files were found.' } },
  'several items': {
    ...IMAGE,
    items: [IMAGE_ITEM, { ...IMAGE_ITEM, itemId: 'i2', externalId: 'evt-2', files: [fileFacts('m2')], decision: { ...IMAGE_ITEM.decision, outcome: 'enticement', annotations: ['spam'], dangerNow: ['self_harm'] } }],
  },
  'no agreement on industry classes': { ...IMAGE, sendsIndustryClass: false },
  'everything at once': EVERYTHING,
  'words that the hotline has no list for': {
    ...having({
      others: [accountFacts('v', { isVictim: true, details: { addresses: [{ country: 'Nowhere', state: 'Sachsen', type: 'Cabin' }], phones: [{ number: '1', countryCallingCode: '44', extension: 'x' }], priorReports: ['IWF-1'], dateOfBirth: 'spring' } })],
      incidents: [{ kind: 'carrier_pigeon', content: 'Coo.' }],
    }),
    subject: accountFacts('s', { emails: [{ address: 'a@example.com', type: 'pigeon', verifiedAt: 'last week' }], details: { associated: [{ relation: 'Cousin', screenName: 'c' }], estimatedLocation: { countryCode: 'de' } } }),
  },
  'an event in the future and one the hotline has no word for': {
    ...having({ occurredAt: moment('2026-11-24T08:15:00+01:00') }),
    subject: accountFacts('s', { ipEvents: [{ ...upload, event: 'Message', at: moment('2026-11-20T08:14+01:00') }] }),
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

const words = (facts: ReportFacts): string => {
  const { report, files } = assemble(facts);
  return [serializeReport(report), ...files.map(({ details }) => serializeFileDetails({ ...details, reportId: '1', fileId: '1' }))].join('\n');
};

test('a victim is a victim and never merely a recipient', () => {
  const { intendedRecipient, victim } = assemble(CASES['a victim and a recipient'] ?? IMAGE).report;
  expect([intendedRecipient?.map((one) => one.espIdentifier), victim?.map((one) => [one.espIdentifier, one.victimPerson.age, one.schoolName])]).toEqual([['ext-r'], [['ext-v', 13, 'Example School']]]);
});

test('a word that the hotline has no list for is kept where there is room for words, and what differs in case alone is understood', () => {
  const said = words(CASES['words that the hotline has no list for'] ?? IMAGE);
  for (const word of ['Nowhere', 'Sachsen', 'Cabin', '44', 'IWF-1', 'spring', 'Coo.', 'pigeon', 'last week', 'Cousin']) expect(said).toContain(word);
  expect(said).toContain('<associatedAccount type="Other">');
  expect(said).toContain('<countryCode>DE</countryCode>');
});

test('whatever a platform says, of any length, the report is valid and says it', () => {
  const text = fc.string({ minLength: 1, maxLength: 400, unit: fc.constantFrom('a', 'Z', '7', 'é', '😀', '-', '+') });
  fc.assert(
    fc.property(text, text, (one, two) => {
      const at = moment('2026-11-20T08:15:00Z');
      const details = {
        firstName: one, vehicle: two, school: one, groupIdentifier: two, dateOfBirth: one, profileBio: two, priorReports: [one],
        phones: [{ number: one, type: two, countryCallingCode: one, extension: two }], addresses: [{ address: one, city: two, zipCode: one, state: two, country: one, type: two }],
        devices: [{ idType: one, idValue: two, event: one }], estimatedLocation: { city: one, region: two, countryCode: one, at: two },
        associated: [{ relation: one, externalId: two, platform: one }],
      };
      const person = (id: string, isVictim = false) => accountFacts(id, { isVictim, screenName: one, emails: [{ address: two, type: one }], ipEvents: [{ ip: '203.0.113.1', event: one, at, port: null }], details });
      const facts = {
        ...having({
          others: [person('r'), person('v', true)],
          incidents: [{ kind: one, content: two }, { kind: 'game', name: one, room: two }],
          lawEnforcement: { agency: one, caseNumber: two, processCountry: one },
          files: [fileFacts('m1', { originalName: one, location: two, hashes: [{ type: one, value: two }], exif: [{ name: one, value: two }], devices: details.devices })],
        }),
        platform: one,
        subject: person('s'),
      };
      const { report, files } = assemble(facts);
      expect([...validateReport(report, NOW), ...files.flatMap((each) => validateFileDetails({ ...each.details, reportId: '1', fileId: '1' }))]).toEqual([]);
      const all = words(facts);
      expect([all.includes(one), all.includes(two)]).toEqual([true, true]);
    }),
    { numRuns: 60 },
  );
});

test('several items are one report: everything of the first once, every conversation and every file', () => {
  const { report, files } = assemble(CASES['several items'] ?? IMAGE);
  expect(report.incidentSummary).toMatchObject({
    incidentType: 'Child Pornography (possession, manufacture, and distribution)',
    reportAnnotations: { sextortion: true, spam: true },
    escalateToHighPriority: 'Danger now: self harm.',
  });
  expect(report.internetDetails).toHaveLength(2);
  expect(files.map(({ itemId, name }) => [itemId, name])).toEqual([['i1', 'image-1.jpg'], ['i1', 'conversation-1.txt'], ['i2', 'image-2.jpg'], ['i2', 'conversation-2.txt']]);
  for (const said of ['evt-1', 'evt-2', 'Type of incident: Online Enticement']) expect(report.additionalInfo).toContain(said);
});

test('a supplement names the report that it adds to, among the earlier ones and in words', () => {
  const { report } = assemble(CASES['a supplement'] ?? IMAGE);
  expect(report.personOrUserReported?.priorCTReports).toEqual(['4000001']);
  expect(report.additionalInfo).toContain('Adds to report 4000001: Two more files were found.');
});

test('a class is sent only by a company that agreed to the industry’s scale', () => {
  const classes = (facts: ReportFacts) => assemble(facts).files.map(({ details }) => details.industryClassification);
  expect(classes(IMAGE)).toEqual(['B2', undefined]);
  expect(classes(CASES['no agreement on industry classes'] ?? IMAGE)).toEqual([undefined, undefined]);
});

test('a file in a direct message is not public, one that is public says so, and of others nothing is claimed', () => {
  const isPublic = (facts: ReportFacts) => assemble(facts).files[0]?.details.publiclyAvailable;
  expect(isPublic(IMAGE)).toBe(false);
  expect(isPublic(having({ files: [fileFacts('m1', { isPublic: true })] }))).toBe(true);
  expect(isPublic(having({ messages: [], files: [fileFacts('m1')] }))).toBeUndefined();
});

test('the conversation goes along as a text that says who is who, is context, and is not said to have been viewed', () => {
  const filed = assemble(EVERYTHING).files.at(-1);
  if (filed?.kind !== 'conversation') throw new Error('the conversation is not among the files');
  for (const line of ['Reported: name_s (ext-s)', 'Victim: name_v (ext-v)', 'Recipient: name_r (ext-r)', '(flagged) name_s (ext-s): first [image-1.jpg]']) expect(filed.text).toContain(line);
  expect(filed.details).toMatchObject({ fileRelevance: 'Supplemental Reported', fileViewedByEsp: false, fileName: 'conversation-1.txt' });
  expect(assemble(CASES['a minimal account and nothing else'] ?? IMAGE).files).toEqual([]);
});

test('what was viewed is said of each file by itself', () => {
  const { files } = assemble(CASES['several files'] ?? IMAGE);
  expect(files.map(({ name, details }) => [name, details.fileViewedByEsp])).toEqual([['image-1.jpg', true], ['image-2.jpg', false], ['image-3.webp', false], ['conversation-1.txt', false]]);
});

test('a file that something pointed at is reported, the others are context; without a pointer all are reported', () => {
  const relevance = (facts: ReportFacts) => assemble(facts).files.filter(({ kind }) => kind === 'media').map(({ details }) => details.fileRelevance);
  expect(relevance(having({ files: [fileFacts('m1'), fileFacts('m2')] }))).toEqual(['Reported', 'Supplemental Reported']);
  expect(relevance(having({ signals: [], messages: [], files: [fileFacts('m1'), fileFacts('m2')] }))).toEqual(['Reported', 'Reported']);
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
