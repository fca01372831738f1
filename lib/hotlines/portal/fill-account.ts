import type { AccountFacts, IpFacts, ReportFacts } from '../facts';
import { filesOf, lines, nameOf, parts, when } from './lines';

const verifiedWords = (verified: boolean | undefined, at?: string) => (verified === true ? `verified${at ? ` ${at}` : ''}` : verified === false ? 'not verified' : null);
const isOf = (type: string | undefined, wanted: string) => type?.toLowerCase() === wanted;

const ipWords = ({ ip, port, at, event, isProxy }: IpFacts) => parts(port === null ? ip : `${ip} port ${port}`, when(at), event, isProxy && 'proxy');

function emails({ emails: found }: AccountFacts, isRecovery: boolean): string | null {
  return lines(found.filter(({ type }) => isOf(type, 'recovery') === isRecovery).map(({ address, verified, verifiedAt }) => parts(address, verifiedWords(verified, verifiedAt))));
}

/** With the file's own time and address where the platform sent them, else the account's uploads. */
function uploads({ subject, ...facts }: ReportFacts): readonly IpFacts[] {
  const own = filesOf({ subject, ...facts }).flatMap(({ uploadedFrom }) => uploadedFrom ?? []);
  return own.length > 0 ? own : subject.ipEvents.filter(({ event }) => event === 'Upload');
}

export function uploadTimes(facts: ReportFacts): string | null {
  return lines([...filesOf(facts).map(({ uploadedAt }) => uploadedAt && when(uploadedAt)), ...uploads(facts).map(({ at }) => when(at))]);
}

export function uploadAddresses(facts: ReportFacts): string | null {
  return lines(uploads(facts).map(ipWords));
}

const MONTHS = 3;

/** Those of the three months before now, which is what Schedule 1 of SI 2026/268 asks for. */
export function logins({ subject, now }: ReportFacts): string | null {
  const from = new Date(now);
  from.setUTCMonth(from.getUTCMonth() - MONTHS);
  return lines(subject.ipEvents.filter(({ event, at }) => event === 'Login' && at.at >= from).map(ipWords));
}

export const username = ({ subject }: ReportFacts) => lines([nameOf(subject), ...(subject.details.displayNames ?? [subject.displayName])]);
export const email = ({ subject }: ReportFacts) => emails(subject, false);
export const recoveryEmail = ({ subject }: ReportFacts) => emails(subject, true);
export const profile = ({ subject }: ReportFacts) => lines([subject.profileUrl, ...(subject.details.profileUrls ?? [])]);

export function billing({ subject: { details } }: ReportFacts): string | null {
  const name = [details.firstName, details.middleName, details.lastName].filter(Boolean).join(' ');
  const found = (details.addresses ?? []).filter(({ type }) => isOf(type, 'billing'));
  return lines(found.map((each) => parts(name, each.address, each.city, each.zipCode, each.state ?? each.nonUsaState, each.country)));
}

export function phones({ subject }: ReportFacts): string | null {
  return lines((subject.details.phones ?? []).map(({ number, type, verified, verifiedAt, countryCallingCode, extension }) =>
    parts([countryCallingCode, number].filter(Boolean).join(' '), extension && `extension ${extension}`, type, verifiedWords(verified, verifiedAt)),
  ));
}

/** Who is known to stand behind the account, as the platform knows it. */
export function person({ subject: { details } }: ReportFacts): string | null {
  const name = [details.firstName, details.middleName, details.lastName].filter(Boolean).join(' ');
  const { estimatedLocation: place } = details;
  return lines([name, details.dateOfBirth && `Born ${details.dateOfBirth}`, details.age !== undefined && `About ${details.age} years old`, place && parts(place.city, place.region, place.countryCode)].map((line) => line || null));
}

export function others({ items }: ReportFacts): string | null {
  return lines(items.flatMap((item) => item.others.map((account) => parts(nameOf(account), account.isVictim && 'taken to have been harmed'))));
}
