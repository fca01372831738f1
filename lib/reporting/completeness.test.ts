import { expect, test } from 'vitest';
import { type CompletenessFacts, completenessOf, incidentTypeOf } from './schema';

const AT = '2026-11-20T08:15:00+01:00';
const COMPLETE: CompletenessFacts = {
  incidentAt: AT,
  incidentType: incidentTypeOf('apparent_csam'),
  subjectId: 'u1',
  subjectScreenName: 'user_one',
  subjectEmails: 1,
  ipEvents: [{ event: 'Upload', at: AT }],
  messages: 1,
  recipients: 1,
  victims: 0,
  files: [{ viewed: false, industryClass: 'A1', uploadAt: null }],
  sendsIndustryClass: true,
};
const gaps = (change: Partial<CompletenessFacts>) => completenessOf({ ...COMPLETE, ...change }).filter(({ ok }) => !ok).map(({ key }) => key);

test('what investigators need is measured, and nothing else', () => {
  expect(gaps({})).toEqual([]);
  const nothing: CompletenessFacts = { incidentAt: null, incidentType: null, subjectId: null, subjectScreenName: null, subjectEmails: 0, ipEvents: [], messages: 0, recipients: 0, victims: 0, files: [], sendsIndustryClass: true };
  expect(gaps(nothing)).toEqual(['incident_time', 'incident_type', 'subject', 'subject_contact', 'upload_ip', 'conversation', 'content', 'recipient']);
});

test('an upload counts with its time and zone only, and a login never', () => {
  expect(gaps({ ipEvents: [{ event: 'Login', at: AT }] })).toEqual(['upload_ip']);
  expect(gaps({ ipEvents: [{ event: 'Upload', at: '2026-11-20T08:15:00' }] })).toEqual(['upload_ip']);
  expect(gaps({ ipEvents: [], files: [{ viewed: true, industryClass: 'A1', uploadAt: AT }] })).toEqual([]);
});

test('a class is asked for only where it may be sent', () => {
  const files = [{ viewed: false, industryClass: null, uploadAt: null }];
  expect([gaps({ files }), gaps({ files, sendsIndustryClass: false })]).toEqual([['file_class'], []]);
});

test('who was harmed is asked for where somebody was approached', () => {
  const incidentType = incidentTypeOf('enticement');
  expect([gaps({ incidentType }), gaps({ incidentType, victims: 1 })]).toEqual([['victim'], []]);
});

test('each gap says who can close it, and how', () => {
  const nobody: Partial<CompletenessFacts> = { incidentAt: null, incidentType: null, subjectId: null, ipEvents: [], messages: 0, recipients: 0, files: [] };
  for (const { ok, howToClose } of completenessOf({ ...COMPLETE, ...nobody })) if (!ok) expect(howToClose).toMatch(/^(?:The platform sends|You choose|It is taken from the record) .+\.$/);
});
