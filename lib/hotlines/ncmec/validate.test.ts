import { expect, test } from 'vitest';
import { fileDescription, messageReport, minimalReport } from './testing/examples';
import { validateFileDetails, validateReport } from './validate';

const now = new Date('2026-11-23T00:00:00Z');
const summary = minimalReport.incidentSummary;
const person = { personOrUserReported: {} };
const details = { ...fileDescription, reportId: '4000001', fileId: 'a1' };

test('a complete report and a minimal one have no problem', () => {
  expect(validateReport(messageReport, now)).toEqual([]);
  expect(validateReport(minimalReport, now)).toEqual([]);
  expect(validateFileDetails(details)).toEqual([]);
});

test.each([
  ['a missing reporter', { reporter: undefined }, 'reporter', 'is required'],
  ['an unknown incident type', { incidentSummary: { ...summary, incidentType: 'Sextortion' } }, 'incidentSummary/incidentType', 'is not one of'],
  ['a moment without a zone', { incidentSummary: { ...summary, incidentDateTime: '2026-11-20T08:15:00' } }, 'incidentSummary/incidentDateTime', 'with a zone'],
  ['a day that does not exist', { incidentSummary: { ...summary, incidentDateTime: '2026-02-30T08:15:00Z' } }, 'incidentSummary/incidentDateTime', 'with a zone'],
  ['a moment to come', { incidentSummary: { ...summary, incidentDateTime: '2026-11-23T00:00:01Z' } }, 'incidentSummary/incidentDateTime', 'future'],
  ['text too long', { incidentSummary: { ...summary, platform: 'x'.repeat(257) } }, 'incidentSummary/platform', '256'],
  ['a blank escalation', { incidentSummary: { ...summary, escalateToHighPriority: '  ' } }, 'incidentSummary/escalateToHighPriority', 'blank'],
  ['escalation as a boolean', { incidentSummary: { ...summary, escalateToHighPriority: true } }, 'incidentSummary/escalateToHighPriority', 'must be text'],
  ['an annotation that the schema does not have yet', { incidentSummary: { ...summary, reportAnnotations: { informational: true } } }, 'incidentSummary/reportAnnotations/informational', 'newer'],
  ['an unknown key', { suspect: {} }, 'suspect', 'not an element known'],
  ['no kind of internetDetails', { internetDetails: [{}] }, 'internetDetails/0', 'exactly one'],
  ['two kinds of internetDetails', { internetDetails: [{ chatImIncident: {}, emailIncident: {} }] }, 'internetDetails/0', 'exactly one'],
  ['a list where one is meant', { personOrUserReported: [{}] }, 'personOrUserReported', 'must be an object'],
  ['one where a list is meant', { victim: { victimPerson: {} } }, 'victim', 'must be a list'],
  ['a port out of range', { personOrUserReported: { ipCaptureEvent: [{ ipAddress: '::1', port: 70_000 }] } }, 'personOrUserReported/ipCaptureEvent/0/port', 'between'],
  ['an event without an address', { personOrUserReported: { ipCaptureEvent: [{ eventName: 'Login' }] } }, 'personOrUserReported/ipCaptureEvent/0/ipAddress', 'is required'],
  ['a report id too large for 64 bits', { personOrUserReported: { priorCTReports: ['9223372036854775808'] } }, 'personOrUserReported/priorCTReports/0', 'digits'],
  ['an email that is not marked text', { personOrUserReported: { personOrUserReportedPerson: { email: ['a@example.com'] } } }, 'personOrUserReported/personOrUserReportedPerson/email/0', 'must be an object'],
  ['a missing attribute', { personOrUserReported: { associatedAccount: [{}] } }, 'personOrUserReported/associatedAccount/0/type', 'is required'],
  ['a victim without a person', { victim: [{}] }, 'victim/0/victimPerson', 'is required'],
])('%s is named by its path', (_what, change, path, message) => {
  const problems = validateReport({ ...minimalReport, ...change }, now);
  expect(problems).toEqual([{ path, message: expect.stringContaining(message) as string }]);
});

test('lengths are counted in characters, so emoji count once', () => {
  const platform = '🙂'.repeat(256);
  expect(validateReport({ ...minimalReport, ...person, incidentSummary: { ...summary, platform } }, now)).toEqual([]);
});

test('no message quotes the value that it refuses', () => {
  const secret = 'canary '.repeat(600);
  const report = { ...minimalReport, incidentSummary: { ...summary, incidentType: secret, platform: secret }, [`x${secret.length}`]: secret };
  expect(validateReport(report, now).map(({ message }) => message).join()).not.toContain('canary');
});

test.each([
  ['a class', { industryClassification: 'A1' }, 'industryClassification'],
  ['a meme annotation', { fileAnnotations: { potentialMeme: true } }, 'fileAnnotations/potentialMeme'],
  ['the older meme mark', { potentialMeme: false }, 'potentialMeme'],
])('a supplemental file with %s is refused before the authority would at /finish', (_what, change, path) => {
  const supplemental = { reportId: '4000001', fileId: 'a1', fileRelevance: 'Supplemental Reported', ...change };
  expect(validateFileDetails(supplemental)).toEqual([{ path, message: 'cannot be given for a supplemental file' }]);
});

test('the older meme mark and annotations exclude each other', () => {
  expect(validateFileDetails({ ...details, potentialMeme: true })).toEqual([
    { path: '', message: 'takes only one of potentialMeme, fileAnnotations' },
  ]);
});
