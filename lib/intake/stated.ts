import { z } from 'zod';
import { ADDRESS_TYPES, ASSOCIATIONS, CAPTURE_EVENTS, EMAIL_TYPES, INCIDENT_KINDS, PHONE_TYPES } from '@/lib/hotlines/schema';
import { instant, line, mediaId, open, webAddress } from './fields';

/**
 * What a platform can say beyond what the desk works with. It is kept in the sealed submission and read again when a
 * report is made, so it has no columns. The names are those of lib/hotlines/facts.ts.
 */

const words = line(5_000);
const name = line(200);

export const email = z.object({
  address: line(320),
  verified: z.boolean().default(false),
  type: open(EMAIL_TYPES).optional(),
  verifiedAt: instant.optional(),
});

export const ipEvent = z.object({
  ip: z.union([z.ipv4(), z.ipv6()], { error: 'Must be an IPv4 or IPv6 address' }),
  event: open(CAPTURE_EVENTS),
  at: instant,
  port: z.int().min(1).max(65_535).optional(),
  possibleProxy: z.boolean().optional(),
});

const phone = z.object({
  number: line(60),
  type: open(PHONE_TYPES).optional(),
  verified: z.boolean().optional(),
  verifiedAt: instant.optional(),
  countryCallingCode: line(10).optional().describe('For example +44'),
  extension: line(20).optional(),
});

const country = line(60).describe('ISO 3166-1 alpha-2; other values are kept as words');
const address = z.object({
  address: line(500).optional(),
  city: line(200).optional(),
  zipCode: line(40).optional(),
  state: line(60).optional().describe('Of the United States, by two letters; other values are kept as words'),
  nonUsaState: line(200).optional(),
  country: country.optional(),
  type: open(ADDRESS_TYPES).optional(),
});

const device = z.object({
  idType: line(300).describe('For example IMEI, ICCID, SSID'),
  idValue: line(4_096),
  event: open(CAPTURE_EVENTS).optional(),
  at: instant.optional(),
});
const devices = z.array(device).max(50);

const disabling = z.object({
  isDisabled: z.boolean(),
  disabledAt: instant.optional(),
  userNotified: z.boolean().optional(),
  userNotifiedAt: instant.optional(),
  reenabledAt: instant.optional(),
});

const shared = {
  firstName: name.optional(),
  middleName: name.optional(),
  lastName: name.optional(),
  age: z.int().min(0).max(150).optional(),
  dateOfBirth: z.iso.date('Must be a date, for example 2012-02-29').optional(),
  phones: z.array(phone).max(20).optional(),
  addresses: z.array(address).max(20).optional(),
  allEmailsReported: z.boolean().optional().describe('Whether these are all addresses that the platform has of the account'),
  displayNames: z.array(line(256)).max(20).optional().describe('Further ones beside displayName'),
  profileUrls: z.array(webAddress).max(20).optional().describe('Further ones beside profileUrl'),
  profileBio: words.optional(),
  compromised: z.boolean().optional(),
  vehicle: line(500).optional(),
  school: line(500).optional(),
  groupIdentifier: line(500).optional(),
  devices: devices.optional(),
  temporarilyDisabled: disabling.optional(),
  permanentlyDisabled: disabling.optional(),
  estimatedLocation: z.object({ city: line(300).optional(), region: line(300).optional(), countryCode: country.optional(), verified: z.boolean().optional(), at: instant.optional() }).optional(),
  priorReports: z.array(line(60)).max(100).optional().describe('Numbers of reports that the platform filed by itself'),
  additionalInfo: words.optional(),
};

const associated = z.object({
  ...shared,
  relation: open(ASSOCIATIONS),
  platform: line(256).optional(),
  isThirdParty: z.boolean().optional(),
  externalId: line(300).optional(),
  service: line(256).optional(),
  screenName: line(256).optional(),
  emails: z.array(email).max(20).optional(),
  ipEvents: z.array(ipEvent).max(20).optional(),
});

/** Of the subject and of each participant. */
export const accountDetails = { ...shared, thirdPartyUser: z.boolean().optional(), associated: z.array(associated).max(10).optional() };

export const ROLES_IN_IT = ['recipient', 'victim'] as const;

/** What the platform knows of one file of the item. */
export const fileInput = z.object({
  mediaId,
  name: line(2_048).optional().describe('As the platform calls it'),
  originalName: line(2_048).optional().describe('As whoever uploaded it called it'),
  location: line(4_096).optional().describe('Where it was found; never fetched'),
  isPublic: z.boolean().optional().describe('Whether everybody could see all of it'),
  uploadedAt: instant.optional(),
  uploadedFrom: ipEvent.extend({ event: open(CAPTURE_EVENTS).default('Upload') }).optional(),
  hashes: z.array(z.object({ type: line(60).describe('For example PDQ'), value: line(2_048) })).max(20).optional().describe('Besides MD5, SHA-1 and SHA-256, which the desk makes itself'),
  devices: devices.optional(),
  additionalInfo: z.array(words).max(20).optional(),
});

export const incidentInput = z.object({
  kind: open(INCIDENT_KINDS),
  urls: z.array(line(4_096)).max(100).optional().describe('Never fetched'),
  isThirdPartyHosted: z.boolean().optional(),
  emails: z.array(email).max(50).optional(),
  name: line(300).optional().describe('Of the newsgroup, chat client, game, peer-to-peer client or place'),
  room: line(300).optional(),
  console: line(300).optional(),
  content: line(50_000).optional(),
  phone: phone.optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  addresses: z.array(address).max(20).optional(),
  ipEvents: z.array(ipEvent).max(100).optional(),
  fileNames: words.optional(),
  additionalInfo: words.optional(),
});

export const lawEnforcementInput = z.object({
  agency: line(300),
  caseNumber: line(200).optional(),
  officer: z
    .object({ firstName: name.optional(), lastName: name.optional(), emails: z.array(email).max(10).optional(), phones: z.array(phone).max(10).optional(), addresses: z.array(address).max(5).optional() })
    .optional(),
  isReported: z.boolean().optional(),
  hasDomesticProcess: z.boolean().optional(),
  hasInternationalProcess: z.boolean().optional(),
  processCountry: country.optional(),
});
