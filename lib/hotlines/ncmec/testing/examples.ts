import type { NcmecFileDetails } from '../client';
import type { Report } from '../grammar';

/** The least that the authority takes. */
export const minimalReport: Report = {
  incidentSummary: {
    incidentType: 'Child Pornography (possession, manufacture, and distribution)',
    incidentDateTime: '2026-11-20T08:15:00Z',
  },
  reporter: { reportingPerson: { firstName: 'Trust', lastName: 'Safety', email: [{ value: 'safety@example.com' }] } },
};

/** A direct message as the desk knows it at its best. All of it is invented. */
export const messageReport: Report = {
  incidentSummary: {
    incidentType: 'Online Enticement of Children for Sexual Acts',
    platform: 'Example Messenger',
    escalateToHighPriority: 'A meeting is planned for tomorrow.',
    reportAnnotations: { sextortion: true, spam: false },
    incidentDateTime: '2026-11-20T09:15:00+01:00',
    incidentDateTimeDescription: 'When the newest reported message was sent.',
  },
  internetDetails: [
    {
      chatImIncident: {
        chatClient: 'Example Messenger',
        chatRoomName: 'dm-1001',
        content: '[2026-11-20T08:15:00Z] user_one: see <you> & yours ]]> tomorrow 🙂',
        additionalInfo: 'Two participants; encrypted in transport.',
      },
    },
  ],
  reporter: {
    reportingPerson: { firstName: 'Trust', lastName: 'Safety', email: [{ value: 'safety@example.com', type: 'Work' }] },
    contactPerson: { firstName: 'Law', lastName: 'Desk', phone: [{ value: '5550100', type: 'Business', countryCallingCode: '+1' }] },
    companyTemplate: 'Example Inc.',
    legalURL: 'https://example.com/legal',
  },
  personOrUserReported: {
    personOrUserReportedPerson: { email: [{ value: 'u1@example.com', type: 'Home', verified: true }], age: 34 },
    espIdentifier: 'u1',
    screenName: 'user_one',
    displayName: ['User One'],
    profileUrl: ['https://example.com/u/u1'],
    ipCaptureEvent: [
      { port: 443, dateTime: '2026-11-20T08:14:58Z', eventName: 'Upload', ipAddress: '203.0.113.7' },
      { ipAddress: '2001:db8::7', eventName: 'Login' },
    ],
    priorCTReports: ['4000001'],
    accountPermanentlyDisabled: { value: true, disabledDate: '2026-11-20T10:00:00Z', userNotified: false },
    estimatedLocation: { city: 'Springfield', countryCode: 'US', verified: false },
    associatedAccount: [{ type: 'Linked', platform: { value: 'Other App', thirdPartyUser: true }, screenName: 'u1_alt' }],
  },
  intendedRecipient: [{ espIdentifier: 'u3', additionalInfo: ['Did not answer.', 'Blocked u1.'] }],
  victim: [{ victimPerson: { age: 14 }, espIdentifier: 'u2', screenName: 'user_two' }],
  additionalInfo: 'Filed from a review desk.',
};

export const fileDescription: NcmecFileDetails = {
  originalFileName: 'gradient.png',
  uploadedToEspTimestamp: '2026-11-20T08:14:58Z',
  fileViewedByEsp: true,
  exifViewedByEsp: false,
  publiclyAvailable: false,
  fileRelevance: 'Reported',
  fileAnnotations: { viral: true, infant: false },
  industryClassification: 'B2',
  originalFileHash: [
    { hashType: 'MD5', value: '0'.repeat(32) },
    { hashType: 'SHA256', value: '0'.repeat(64) },
  ],
  ipCaptureEvent: { ipAddress: '203.0.113.7', eventName: 'Upload', dateTime: '2026-11-20T08:14:58Z' },
  details: [{ type: 'EXIF', nameValuePair: [{ name: 'Make', value: 'Drawn by code' }] }],
  additionalInfo: ['Distance 4 from a listed hash.'],
};
