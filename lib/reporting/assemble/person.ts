import type { AddressFacts, ContactFacts, DeviceFacts, DisablingFacts, Draft, EmailFacts, IpFacts, NcmecFileDetails, PhoneFacts, Report } from '@/lib/hotlines';
import { CAPTURE_EVENTS } from '@/lib/hotlines/schema';
import { momentText } from '../words';
import { saidMoment, said } from './words';

type Victim = Draft<NonNullable<Report['victim']>[number]>;
type Person = Victim['victimPerson'];
type Capture = NonNullable<Draft<NcmecFileDetails>['ipCaptureEvent']>;
type Device = NonNullable<Victim['deviceId']>[number];

/** The mappings that several elements of a report share. What does not fit its element is moved to words later. */

export function emails(list: readonly EmailFacts[] | undefined) {
  return list?.map(({ address, type, verified, verifiedAt }) => ({ value: address, type, verified, verificationDate: saidMoment(verifiedAt) }));
}

export function phones(list: readonly PhoneFacts[] | undefined) {
  return list?.map(phone);
}

export function phone({ number, type, verified, verifiedAt, countryCallingCode, extension }: PhoneFacts) {
  return { value: number, type, verified, verificationDate: saidMoment(verifiedAt), countryCallingCode, extension };
}

export function addresses(list: readonly AddressFacts[] | undefined) {
  return list?.map(({ address, city, zipCode, state, nonUsaState, country, type }) => ({ address, city, zipCode, state, nonUsaState, country, type }));
}

export function contact(facts: ContactFacts) {
  return { firstName: facts.firstName, lastName: facts.lastName, phone: phones(facts.phones), email: emails(facts.emails), address: addresses(facts.addresses) };
}

export function person(facts: ContactFacts & { readonly age?: number | undefined; readonly dateOfBirth?: string | undefined }): Draft<Person> {
  return { ...contact(facts), age: facts.age, dateOfBirth: facts.dateOfBirth };
}

/** An event that the hotline has no word for is filed as Unknown; `eventsInWords` says what the platform called it. */
export function capture({ ip, event, at, port, isProxy }: IpFacts): Capture {
  return { ipAddress: ip, eventName: isKnown(event) ? event : 'Unknown', dateTime: momentText(at), possibleProxy: isProxy, port: port ?? undefined };
}

export function device({ idType, idValue, event, at }: DeviceFacts): Device {
  const eventName = event === undefined || isKnown(event) ? event : 'Unknown';
  return { idType, idValue, eventName, dateTime: saidMoment(at) };
}

/** The platform's own words for events that the hotline has none for. */
export function eventsInWords(ips: readonly IpFacts[] = [], devices: readonly DeviceFacts[] = []): (string | undefined)[] {
  return [
    ...ips.filter(({ event }) => !isKnown(event)).map(({ ip, event, at }) => said(`Event of ${ip} at ${momentText(at)}`, event)),
    ...devices.filter(({ event }) => event !== undefined && !isKnown(event)).map(({ idValue, event }) => said(`Event of device ${idValue}`, event)),
  ];
}

export function disabling(facts: DisablingFacts | undefined) {
  return facts && { value: facts.isDisabled, disabledDate: saidMoment(facts.disabledAt), userNotified: facts.userNotified, userNotifiedDate: saidMoment(facts.userNotifiedAt) };
}

function isKnown(event: string): boolean {
  return CAPTURE_EVENTS.some((name) => name === event);
}
