import { FILE_DETAILS, type Group, type Leaf, type Marked, type Node, REPORT } from './grammar';
import type { Attributes, Fields } from './grammar/shape';

/** Where an element is filled from, in words; or why the desk never fills it. */
export type Source = string | { readonly never: string };

/** The same shape as the grammar, so that an element without a line here does not compile. */
type Covered<N> = N extends Leaf
  ? Source
  : N extends Marked<Leaf, infer A>
    ? { readonly value: Source } & { readonly [K in keyof A]: Source }
    : N extends Group<infer _M, infer F, infer A>
      ? ({ readonly [K in keyof F]: Covered<F[K]['node']> } & { readonly [K in keyof A]: Source }) | { readonly never: string }
      : never;

const email = (of: string) => ({ value: `${of}.emails: address`, type: `${of}.emails: type`, verified: `${of}.emails: verified`, verificationDate: `${of}.emails: verifiedAt` });
const phoneOf = (at: string) => ({
  value: `${at}: number`,
  type: `${at}: type`,
  verified: `${at}: verified`,
  verificationDate: `${at}: verifiedAt`,
  countryCallingCode: `${at}: countryCallingCode`,
  extension: `${at}: extension`,
});
const address = (of: string) => ({
  address: `${of}.addresses: address`,
  city: `${of}.addresses: city`,
  zipCode: `${of}.addresses: zipCode`,
  state: `${of}.addresses: state`,
  nonUsaState: `${of}.addresses: nonUsaState`,
  country: `${of}.addresses: country`,
  type: `${of}.addresses: type`,
});
const capture = (at: string) => ({
  ipAddress: `${at}: ip`,
  eventName: `${at}: event; Unknown when the hotline has no word for it`,
  dateTime: `${at}: at, with the zone as sent`,
  possibleProxy: `${at}: possibleProxy`,
  port: `${at}: port`,
});
const device = (of: string) => ({ idType: `${of}.devices: idType`, idValue: `${of}.devices: idValue`, eventName: `${of}.devices: event`, dateTime: `${of}.devices: at` });
const disabled = (at: string) => ({ value: `${at}: isDisabled`, disabledDate: `${at}: disabledAt`, userNotified: `${at}: userNotified`, userNotifiedDate: `${at}: userNotifiedAt` });
const standing = (of: string) => ({
  accountTemporarilyDisabled: { ...disabled(`${of}.temporarilyDisabled`), reenabledDate: `${of}.temporarilyDisabled: reenabledAt` },
  accountPermanentlyDisabled: disabled(`${of}.permanentlyDisabled`),
});
const contact = (of: string) => ({ firstName: `${of}.firstName`, lastName: `${of}.lastName`, phone: phoneOf(`${of}.phones`), email: email(of), address: address(of) });
const person = (of: string) => ({ ...contact(of), age: `${of}.age`, dateOfBirth: `${of}.dateOfBirth` });

const account = (of: string) => ({
  espIdentifier: `${of}.externalId`,
  espService: 'platform',
  compromisedAccount: `${of}.compromised`,
  screenName: `${of}.screenName`,
  displayName: `${of}.displayName, ${of}.displayNames`,
  profileUrl: `${of}.profileUrl, ${of}.profileUrls`,
  profileBio: `${of}.profileBio`,
  ipCaptureEvent: capture(`${of}.ipEvents`),
  deviceId: device(of),
  ...standing(of),
  estimatedLocation: {
    city: `${of}.estimatedLocation: city`,
    region: `${of}.estimatedLocation: region`,
    countryCode: `${of}.estimatedLocation: countryCode`,
    verified: `${of}.estimatedLocation: verified`,
    timestamp: `${of}.estimatedLocation: at`,
  },
  allEmailsReported: `${of}.allEmailsReported`,
  additionalInfo: `${of}.additionalInfo, and whatever does not fit its element`,
});

const associated = (parent: string) => {
  const of = `${parent}.associated`;
  return {
    type: `${of}: relation; Other when the hotline has no word for it`,
    platform: { value: `${of}: platform`, thirdPartyUser: `${of}: isThirdParty` },
    firstName: `${of}: firstName`,
    middleName: `${of}: middleName`,
    lastName: `${of}: lastName`,
    approximateAge: `${of}: age`,
    dateOfBirth: `${of}: dateOfBirth`,
    phone: phoneOf(`${of}.phones`),
    email: email(of),
    allEmailsReported: `${of}: allEmailsReported`,
    address: address(of),
    espService: `${of}: service`,
    espIdentifier: `${of}: externalId`,
    profileUrl: `${of}: profileUrls`,
    screenName: `${of}: screenName`,
    displayName: `${of}: displayNames`,
    profileBio: `${of}: profileBio`,
    groupIdentifier: `${of}: groupIdentifier`,
    compromisedAccount: `${of}: compromised`,
    ...standing(of),
    ipCaptureEvent: capture(`${of}.ipEvents`),
    deviceId: device(of),
    priorCTReport: `${of}: priorReports`,
    additionalInfo: `${of}: additionalInfo, and whatever does not fit its element`,
  };
};

const incident = (kind: string) => `incidents (${kind})`;
const incidentInfo = (kind: string) => `${incident(kind)}: additionalInfo, and whatever else was said of it`;
const marks = <const N extends string>(names: readonly N[], source: string) => Object.fromEntries(names.map((name) => [name, source])) as Readonly<Record<N, string>>;

const SUBJECT = 'subject';
const RECIPIENT = 'participants';
const VICTIM = 'participants with role victim';
const SETTINGS = 'the company’s settings';

const REPORT_COVERAGE: Covered<typeof REPORT> = {
  batchedReport: { never: 'Each decision is about what one person did, so nothing is reported in batches.' },
  incidentSummary: {
    incidentType: 'the reviewer’s choice, else the type of the outcome',
    platform: 'platform',
    escalateToHighPriority: 'the reviewer’s kinds of danger now and the reason in their words; left out without danger',
    reportAnnotations: marks(['sextortion', 'csamSolicitation', 'minorToMinorInteraction', 'spam', 'sadisticOnlineExploitation'], 'the reviewer’s annotations'),
    incidentDateTime: 'occurredAt, with the zone as sent; a second before now when it lies in the future',
    incidentDateTimeDescription: 'the desk: what the time is of',
  },
  internetDetails: {
    webPageIncident: { url: `${incident('web_page')}: urls`, additionalInfo: incidentInfo('web_page'), thirdPartyHostedContent: `${incident('web_page')}: isThirdPartyHosted` },
    emailIncident: { emailAddress: email(incident('email')), content: `${incident('email')}: content`, additionalInfo: incidentInfo('email') },
    newsgroupIncident: { name: `${incident('newsgroup')}: name`, emailAddress: email(incident('newsgroup')), content: `${incident('newsgroup')}: content`, additionalInfo: incidentInfo('newsgroup') },
    chatImIncident: {
      chatClient: 'platform; of further ones incidents (chat): name',
      chatRoomName: 'conversation.externalId; of further ones incidents (chat): room',
      content: 'messages, with senders, zones, flags and files; of further ones incidents (chat): content',
      additionalInfo: 'the desk: how many messages and accounts, and the encryption',
    },
    onlineGamingIncident: { gameName: `${incident('game')}: name`, console: `${incident('game')}: console`, content: `${incident('game')}: content`, additionalInfo: incidentInfo('game') },
    cellPhoneIncident: { phoneNumber: phoneOf(`${incident('phone')}.phone`), latitude: `${incident('phone')}: latitude`, longitude: `${incident('phone')}: longitude`, additionalInfo: incidentInfo('phone') },
    nonInternetIncident: { locationName: `${incident('place')}: name`, incidentAddress: address(incident('place')), additionalInfo: incidentInfo('place') },
    peer2peerIncident: {
      client: `${incident('peer_to_peer')}: name`,
      ipCaptureEvent: capture(`${incident('peer_to_peer')}.ipEvents`),
      fileNames: `${incident('peer_to_peer')}: fileNames`,
      additionalInfo: incidentInfo('peer_to_peer'),
    },
  },
  lawEnforcement: {
    agencyName: 'lawEnforcement.agency',
    caseNumber: 'lawEnforcement.caseNumber',
    officerContact: contact('lawEnforcement.officer'),
    reportedToLe: 'lawEnforcement.isReported',
    servedLegalProcessDomestic: 'lawEnforcement.hasDomesticProcess',
    servedLegalProcessInternational: { value: 'lawEnforcement.hasInternationalProcess', fleaCountry: 'lawEnforcement.processCountry' },
  },
  reporter: {
    reportingPerson: {
      firstName: `${SETTINGS}: REPORTER_FIRST_NAME`,
      lastName: `${SETTINGS}: REPORTER_LAST_NAME`,
      phone: onlyNumber('REPORTER_PHONE'),
      email: onlyAddress('REPORTER_EMAIL'),
      address: { never: 'The company is named in companyTemplate; no address of a person who reports is asked for.' },
      age: { never: 'Of the company’s own people nothing personal is filed.' },
      dateOfBirth: { never: 'Of the company’s own people nothing personal is filed.' },
    },
    contactPerson: {
      firstName: `${SETTINGS}: CONTACT_FIRST_NAME`,
      lastName: `${SETTINGS}: CONTACT_LAST_NAME`,
      phone: onlyNumber('CONTACT_PHONE'),
      email: onlyAddress('CONTACT_EMAIL'),
      address: { never: 'Law enforcement reaches the company by mail and telephone; LEGAL_URL says how to serve it.' },
    },
    companyTemplate: `${SETTINGS}: REPORTER_COMPANY`,
    termsOfService: `${SETTINGS}: TERMS_OF_SERVICE`,
    legalURL: `${SETTINGS}: LEGAL_URL`,
  },
  personOrUserReported: {
    personOrUserReportedPerson: person(SUBJECT),
    vehicleDescription: `${SUBJECT}.vehicle`,
    ...account(SUBJECT),
    thirdPartyUserReported: `${SUBJECT}.thirdPartyUser`,
    priorCTReports: 'reports filed here before on the same account, the one that this adds to, and subject.priorReports',
    groupIdentifier: `${SUBJECT}.groupIdentifier`,
    associatedAccount: associated(SUBJECT),
  },
  intendedRecipient: {
    intendedRecipientPerson: person(RECIPIENT),
    ...account(RECIPIENT),
    priorCTReports: `${RECIPIENT}.priorReports`,
    groupIdentifier: `${RECIPIENT}.groupIdentifier`,
  },
  victim: {
    victimPerson: person(VICTIM),
    ...account(VICTIM),
    schoolName: `${VICTIM}.school`,
    priorCTReports: `${VICTIM}.priorReports`,
    associatedAccount: associated(VICTIM),
  },
  additionalInfo: 'the desk: test mode, the platform’s references, on what the decision rests, signals, what a supplement adds, and whatever does not fit its element',
};

function onlyNumber(variable: string) {
  const never = { never: 'The settings hold the number alone, as it is to be dialled.' };
  return { value: `${SETTINGS}: ${variable}`, type: 'the desk: Business', verified: never, verificationDate: never, countryCallingCode: never, extension: never };
}

function onlyAddress(variable: string) {
  const never = { never: 'It is the company’s own address; nobody verifies it here.' };
  return { value: `${SETTINGS}: ${variable}`, type: 'the desk: Business', verified: never, verificationDate: never };
}

const FILE_COVERAGE: Covered<typeof FILE_DETAILS> = {
  reportId: 'the hotline’s answer to /submit',
  fileId: 'the hotline’s answer to /upload',
  fileName: 'the desk: what the file is called in the report and in its conversation',
  originalFileName: 'files: originalName, else name',
  uploadedToEspTimestamp: 'files: uploadedAt, else the time of the upload event, else of the message that carried it',
  locationOfFile: 'files: location',
  fileViewedByEsp: 'the record of views, for this item; of the conversation as a text: false',
  exifViewedByEsp: 'false: the desk shows nobody what a file says of itself',
  publiclyAvailable: 'files: isPublic, else false for what a direct message carried, else left out',
  fileRelevance: 'Reported when a signal, a flag or the reviewer singled it out, or nothing was; Supplemental Reported otherwise, and for the conversation as a text',
  potentialMeme: { never: 'The older form of the annotation of the same name, which is sent in its place.' },
  fileAnnotations: marks(
    ['animeDrawingVirtualHentai', 'potentialMeme', 'viral', 'possibleSelfProduction', 'physicalHarm', 'violenceGore', 'bestiality', 'liveStreaming', 'infant', 'generativeAi'],
    'the reviewer’s annotations of the file',
  ),
  industryClassification: 'the reviewer’s class, only where INDUSTRY_CLASSIFICATION is true, and never of a supplemental file',
  originalFileHash: { value: 'the desk: MD5, SHA-1 and SHA-256 of the bytes as they came; files: hashes', hashType: 'the same' },
  ipCaptureEvent: capture('files.uploadedFrom, else the subject’s Upload event nearest to the message, within a day'),
  deviceId: device('files'),
  details: {
    nameValuePair: { name: 'EXIF: what the original says of itself; HASH: each match with a list', value: 'the same' },
    type: 'EXIF or HASH',
  },
  additionalInfo: 'signals about the file in words, files: additionalInfo, and whatever does not fit its element',
};

/** One line of the table: an element or attribute (`@name`) of the grammar by its path. */
export interface CoverageRow {
  readonly path: string;
  readonly source: Source;
}

/** Every element and attribute of the grammar, in its order. A group that is never filled stands for all inside it. */
export function coverageRows(): readonly CoverageRow[] {
  return [...rowsOf('report', REPORT, REPORT_COVERAGE), ...rowsOf('fileDetails', FILE_DETAILS, FILE_COVERAGE)];
}

type Table = Source | { readonly [name: string]: Table };

function isSource(table: Table | undefined): table is Source {
  return typeof table === 'string' || (table !== undefined && 'never' in table);
}

function rowsOf(path: string, node: Node, table: Table | undefined): readonly CoverageRow[] {
  if (isSource(table)) return [{ path, source: table }];
  if (table === undefined || node.kind === 'leaf') throw new Error(`${path} has no line in the coverage table`);
  const own = node.kind === 'marked' ? rowsOf(path, node.leaf, table.value) : insideOf(path, node.fields, table);
  return [...own, ...attributesOf(path, node.attributes, table)];
}

function insideOf(path: string, fields: Fields, table: { readonly [name: string]: Table }): readonly CoverageRow[] {
  return Object.entries(fields).flatMap(([name, field]) => rowsOf(`${path}/${name}`, field.node, table[name]));
}

function attributesOf(path: string, attributes: Attributes, table: { readonly [name: string]: Table }): readonly CoverageRow[] {
  return Object.keys(attributes).flatMap((name) => rowsOf(`${path}@${name}`, { kind: 'leaf', type: 'string' }, table[name]));
}
