import { expect, test } from 'vitest';
import { leavableAt } from './may-leave-out';

test.each([
  ['personOrUserReported/screenName', 'personOrUserReported/screenName'],
  ['personOrUserReported/displayName/1', 'personOrUserReported/displayName/1'],
  // The address of a mail is required of it, so the mail goes.
  ['personOrUserReported/personOrUserReportedPerson/email/0/value', 'personOrUserReported/personOrUserReportedPerson/email/0'],
  ['internetDetails/0/chatImIncident/content', 'internetDetails/0/chatImIncident/content'],
  ['files/1/industryClassification', 'files/1/industryClassification'],
  ['files/0/originalFileHash/2/hashType', 'files/0/originalFileHash/2'],
  ['additionalInfo', 'additionalInfo'],
])('what goes for %s is %s', (path, leavable) => expect(leavableAt(path)).toBe(leavable));

test.each(['incidentSummary', 'incidentSummary/incidentType', 'incidentSummary/incidentDateTime', 'reporter', 'reporter/reportingPerson', 'batchedReport/reason/0/nothing', 'files/0/fileId', 'files/0', 'nonsense/0', 'incidentSummary/__proto__', ''])(
  'nothing that is required is left out: %s',
  (path) => expect(leavableAt(path)).toBeNull(),
);
