import type { AccountDetails, AccountFacts, AssociatedFacts, DisablingFacts, Draft, Report } from '@/lib/hotlines';
import { ASSOCIATIONS } from '@/lib/hotlines/schema';
import { addresses, capture, device, disabling, emails, eventsInWords, person, phones } from './person';
import { lines, said, saidMoment } from './words';

type Suspect = Draft<NonNullable<Report['personOrUserReported']>>;
type Recipient = Draft<NonNullable<Report['intendedRecipient']>[number]>;
type Victim = Draft<NonNullable<Report['victim']>[number]>;
type Associated = Draft<NonNullable<Victim['associatedAccount']>[number]>;

/** `priorReportIds` are ours, of reports filed before; the platform may know of others. */
export function suspect(account: AccountFacts, platform: string, priorReportIds: readonly string[]): Suspect {
  const { details } = account;
  return {
    personOrUserReportedPerson: personOf(account),
    vehicleDescription: details.vehicle,
    ...accountOf(account, platform),
    thirdPartyUserReported: details.thirdPartyUser,
    priorCTReports: [...new Set([...priorReportIds, ...(details.priorReports ?? [])])],
    groupIdentifier: details.groupIdentifier,
    associatedAccount: details.associated?.map(associated),
    additionalInfo: lines(...infoOf(account), said('School', details.school)),
  };
}

export function recipient(account: AccountFacts, platform: string): Recipient {
  const { details } = account;
  const info = [
    ...infoOf(account),
    said('School', details.school),
    said('Vehicle', details.vehicle),
    said('User of a third party', details.thirdPartyUser),
    ...(details.associated ?? []).map((one) => said('Associated account', one)),
  ];
  return {
    intendedRecipientPerson: personOf(account),
    ...accountOf(account, platform),
    priorCTReports: details.priorReports,
    groupIdentifier: details.groupIdentifier,
    additionalInfo: info.filter((line) => line !== undefined),
  };
}

export function victim(account: AccountFacts, platform: string): Victim {
  const { details } = account;
  return {
    victimPerson: personOf(account),
    ...accountOf(account, platform),
    schoolName: details.school,
    priorCTReports: details.priorReports,
    associatedAccount: details.associated?.map(associated),
    additionalInfo: lines(...infoOf(account), said('Group', details.groupIdentifier), said('Vehicle', details.vehicle), said('User of a third party', details.thirdPartyUser)),
  };
}

function personOf({ details, emails: known }: AccountFacts) {
  return person({ ...details, emails: known });
}

/** What the three kinds of people have in common. */
function accountOf(account: AccountFacts, platform: string) {
  const { details } = account;
  return {
    espIdentifier: account.externalId,
    espService: platform,
    compromisedAccount: details.compromised,
    screenName: account.screenName ?? undefined,
    displayName: distinct(account.displayName, details.displayNames),
    profileUrl: distinct(account.profileUrl, details.profileUrls),
    profileBio: details.profileBio,
    ipCaptureEvent: account.ipEvents.map(capture),
    deviceId: details.devices?.map(device),
    accountTemporarilyDisabled: temporarily(details.temporarilyDisabled),
    accountPermanentlyDisabled: disabling(details.permanentlyDisabled),
    estimatedLocation: locationOf(details),
    allEmailsReported: details.allEmailsReported,
  };
}

/** What the platform said in words, and what none of the three kinds has an element for. */
function infoOf({ details, ipEvents }: AccountFacts): (string | undefined)[] {
  return [details.additionalInfo, said('Middle name', details.middleName), ...eventsInWords(ipEvents, details.devices), reenabled(details.permanentlyDisabled)];
}

function associated(facts: AssociatedFacts): Associated {
  const relation = ASSOCIATIONS.find((known) => known.toLowerCase() === facts.relation.toLowerCase());
  return {
    type: relation ?? 'Other',
    platform: facts.platform === undefined ? undefined : { value: facts.platform, thirdPartyUser: facts.isThirdParty },
    firstName: facts.firstName,
    middleName: facts.middleName,
    lastName: facts.lastName,
    approximateAge: facts.age,
    dateOfBirth: facts.dateOfBirth,
    phone: phones(facts.phones),
    email: emails(facts.emails),
    allEmailsReported: facts.allEmailsReported,
    address: addresses(facts.addresses),
    espService: facts.service,
    espIdentifier: facts.externalId,
    profileUrl: facts.profileUrls,
    screenName: facts.screenName,
    displayName: facts.displayNames,
    profileBio: facts.profileBio,
    groupIdentifier: facts.groupIdentifier,
    compromisedAccount: facts.compromised,
    accountTemporarilyDisabled: temporarily(facts.temporarilyDisabled),
    accountPermanentlyDisabled: disabling(facts.permanentlyDisabled),
    ipCaptureEvent: facts.ipEvents?.map(capture),
    deviceId: facts.devices?.map(device),
    priorCTReport: facts.priorReports,
    additionalInfo: lines(
      facts.additionalInfo,
      relation ? undefined : said('Relation', facts.relation),
      facts.platform === undefined ? said('User of a third party', facts.isThirdParty) : undefined,
      said('School', facts.school),
      said('Vehicle', facts.vehicle),
      said('Estimated location', facts.estimatedLocation),
      reenabled(facts.permanentlyDisabled),
      ...eventsInWords(facts.ipEvents, facts.devices),
    ),
  };
}

function temporarily(facts: DisablingFacts | undefined) {
  const same = disabling(facts);
  return same && { ...same, reenabledDate: saidMoment(facts?.reenabledAt) };
}

/** What was disabled for good has no element for having been enabled again. */
function reenabled(facts: DisablingFacts | undefined): string | undefined {
  return said('Disabled permanently, and enabled again at', facts?.reenabledAt);
}

function locationOf({ estimatedLocation: place }: AccountDetails) {
  return place && { city: place.city, region: place.region, countryCode: place.countryCode, verified: place.verified, timestamp: saidMoment(place.at) };
}

function distinct(first: string | null, others: readonly string[] = []): readonly string[] {
  return [...new Set([...(first === null ? [] : [first]), ...others])];
}
