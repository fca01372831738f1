import type { AccountDetails, AccountFacts, FileFacts, IncidentFacts, IpFacts, ItemFacts, Moment, ReportFacts, SignalFacts } from '@/lib/hotlines';
import { FILE_ANNOTATIONS, INCIDENT_KINDS, REPORT_ANNOTATIONS } from '@/lib/hotlines/schema';

export const NOW = new Date('2026-11-23T09:00:00Z');
const TEXT = '2026-11-20T08:15:00+01:00';

export const moment = (text: string): Moment => ({ at: new Date(text), text });

export const accountFacts = (id: string, more: Partial<AccountFacts> = {}): AccountFacts => ({
  id, externalId: `ext-${id}`, isVictim: false, screenName: `name_${id}`, displayName: null, profileUrl: null, emails: [], ipEvents: [], details: {}, ...more,
});

export const fileFacts = (mediaId: string, more: Partial<FileFacts> = {}): FileFacts => ({
  mediaId,
  contentType: 'image/jpeg',
  byteSize: 1000,
  md5: '0'.repeat(32),
  sha1: '1'.repeat(40),
  sha256: '2'.repeat(64),
  hashes: [],
  isViewed: false,
  industryClass: null,
  annotations: [],
  exif: [],
  ...more,
});

const matchOf = (mediaId: string): SignalFacts => ({
  kind: 'hash_match', detector: 'hma', list: 'confirmed', algorithm: 'pdq', distance: 4, threshold: 31, quality: 97, exact: false, isTest: false,
  label: null, score: null, modelVersion: null, reason: null, reporterId: null, mediaId,
});

export const upload: IpFacts = { ip: '203.0.113.7', event: 'Upload', at: moment('2026-11-20T08:14:58+01:00'), port: 443 };
const login: IpFacts = { ip: '2001:db8::7', event: 'Login', at: moment('2026-11-20T07:00:00+01:00'), port: null };

export const IMAGE_ITEM: ItemFacts = {
  itemId: 'i1',
  externalId: 'evt-1',
  occurredAt: moment(TEXT),
  conversation: { externalId: 'dm-1001', encryption: 'transport' },
  others: [accountFacts('r')],
  messages: [
    { senderId: 's', sentAt: moment(TEXT), text: 'first', isFlagged: true, mediaIds: ['m1'] },
    { senderId: 'r', sentAt: moment('2026-11-20T08:16:00+01:00'), text: 'second', isFlagged: false, mediaIds: [] },
  ],
  signals: [matchOf('m1')],
  decision: { outcome: 'apparent_csam', decidedAt: NOW, basis: 'facts', incidentType: null, annotations: ['sextortion'], dangerNow: [], dangerReason: null },
  files: [fileFacts('m1', { industryClass: 'B2', annotations: ['viral', 'generativeAi'] })],
  incidents: [],
  lawEnforcement: null,
};

export const IMAGE: ReportFacts = {
  now: NOW,
  isTest: true,
  platform: 'Example Messenger',
  subject: accountFacts('s', { displayName: 'User One', profileUrl: 'https://example.com/u/s', emails: [{ address: 'u1@example.com', verified: true }], ipEvents: [login, upload] }),
  items: [IMAGE_ITEM],
  priorReportIds: [],
  supplement: null,
  reporter: { firstName: 'Trust', lastName: 'Safety', email: 'safety@example.com', company: 'Example Inc.' },
  sendsIndustryClass: true,
};

/** The facts of one item, changed. */
export const having = (change: Partial<ItemFacts>): ReportFacts => ({ ...IMAGE, items: [{ ...IMAGE_ITEM, ...change }] });
export const decided = (change: Partial<ItemFacts['decision']>): ReportFacts => having({ decision: { ...IMAGE_ITEM.decision, ...change } });

const email = { address: 'a@example.com', verified: true, type: 'Work', verifiedAt: TEXT };
const phone = { number: '5550100', type: 'Mobile', verified: true, verifiedAt: TEXT, countryCallingCode: '+1', extension: '12' };
const address = { address: '1 Example Street', city: 'Springfield', zipCode: '12345', state: 'IL', nonUsaState: 'none', country: 'US', type: 'Home' };
const ip: IpFacts = { ...upload, isProxy: false };
const device = { idType: 'IMEI', idValue: '490154203237518', event: 'Login', at: TEXT };
const disabled = { isDisabled: true, disabledAt: TEXT, userNotified: false, userNotifiedAt: TEXT, reenabledAt: TEXT };

const details: AccountDetails = {
  firstName: 'First',
  middleName: 'Middle',
  lastName: 'Last',
  age: 40,
  dateOfBirth: '1986-02-28',
  phones: [phone],
  addresses: [address],
  allEmailsReported: true,
  displayNames: ['Another name'],
  profileUrls: ['https://example.com/other'],
  profileBio: 'Grows tomatoes.',
  compromised: false,
  thirdPartyUser: false,
  vehicle: 'A blue van',
  school: 'Example School',
  groupIdentifier: 'group-1',
  devices: [device],
  temporarilyDisabled: disabled,
  permanentlyDisabled: disabled,
  estimatedLocation: { city: 'Springfield', region: 'Illinois', countryCode: 'US', verified: false, at: TEXT },
  priorReports: ['4000002'],
  additionalInfo: 'Said by the platform.',
};
const { thirdPartyUser: _ofAccountsOnly, ...shared } = details;
const associated = { ...shared, relation: 'Linked', platform: 'Other App', isThirdParty: true, externalId: 'alt-1', service: 'Other', screenName: 'alt', emails: [email], ipEvents: [ip] };

const everything = (id: string, isVictim: boolean): AccountFacts =>
  accountFacts(id, { isVictim, displayName: 'Name', profileUrl: `https://example.com/u/${id}`, emails: [email], ipEvents: [ip], details: { ...details, associated: [associated] } });

const incident = (kind: string): IncidentFacts => ({
  kind,
  urls: ['https://example.com/page'],
  isThirdPartyHosted: true,
  emails: [email],
  name: 'Name',
  room: 'Room',
  console: 'Console',
  content: 'Content',
  phone,
  latitude: 1.5,
  longitude: -2.5,
  addresses: [address],
  ipEvents: [ip],
  fileNames: 'a.png',
  additionalInfo: 'More.',
});

/** Everything that can be known of a report at once. All of it is invented. */
export const EVERYTHING: ReportFacts = {
  ...IMAGE,
  subject: everything('s', false),
  priorReportIds: ['4000001'],
  supplement: { to: '4000003', text: 'Further files were found.' },
  reporter: {
    ...IMAGE.reporter,
    phones: [{ number: '5550101', type: 'Business' }],
    contact: { firstName: 'Law', lastName: 'Desk', emails: [{ address: 'law@example.com', type: 'Business' }], phones: [{ number: '5550102', type: 'Business' }] },
    termsOfService: 'No harm.',
    legalUrl: 'https://example.com/legal',
  },
  items: [
    {
      ...IMAGE_ITEM,
      others: [everything('r', false), everything('v', true)],
      decision: { ...IMAGE_ITEM.decision, annotations: REPORT_ANNOTATIONS, dangerNow: ['ongoing_extortion'], dangerReason: 'They ask for more by Friday.' },
      files: [
        fileFacts('m1', {
          industryClass: 'A1',
          annotations: FILE_ANNOTATIONS,
          hashes: [{ type: 'PDQ', value: 'f00d' }],
          exif: [{ name: 'Image.Make', value: 'Example' }],
          name: 'stored.jpg',
          originalName: 'boat.jpg',
          location: 'https://example.com/files/1',
          isPublic: false,
          uploadedAt: moment(TEXT),
          uploadedFrom: ip,
          devices: [device],
          additionalInfo: ['Shared twice.'],
        }),
      ],
      incidents: INCIDENT_KINDS.map(incident),
      lawEnforcement: {
        agency: 'Example Police',
        caseNumber: 'C-1',
        officer: { firstName: 'Officer', lastName: 'Example', emails: [email], phones: [phone], addresses: [address] },
        isReported: true,
        hasDomesticProcess: true,
        hasInternationalProcess: true,
        processCountry: 'GB',
      },
    },
  ],
};
