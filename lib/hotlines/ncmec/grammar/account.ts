import { ASSOCIATIONS, CAPTURE_EVENTS } from '../../schema';
import { address, country, email, flag, moment, phone } from './person';
import { many, mark, marked, one, oneOf, optional, requiredMark, scalar, sequence, text } from './words';

const captureEvent = oneOf(CAPTURE_EVENTS);

export const ipCaptureEvent = sequence({
  ipAddress: one(text()),
  eventName: optional(captureEvent),
  dateTime: optional(moment),
  possibleProxy: optional(flag),
  port: optional(scalar('int', { range: [1, 65_535] })),
});

export const deviceId = sequence({
  /** Free text, for example IMEI, ICCID, SSID. */
  idType: one(text(255)),
  idValue: one(text(2083)),
  eventName: optional(captureEvent),
  dateTime: optional(moment),
});

export const estimatedLocation = sequence(
  { city: optional(text(255)), region: optional(text(255)), countryCode: optional(country) },
  { verified: mark(flag), timestamp: mark(moment) },
);

const disabling = { disabledDate: mark(moment), userNotified: mark(flag), userNotifiedDate: mark(moment) };
export const permanentlyDisabled = marked(flag, disabling);
export const temporarilyDisabled = marked(flag, { ...disabling, reenabledDate: mark(moment) });

export const priorReport = scalar('long');

export const associatedAccount = sequence(
  {
    platform: optional(marked(text(), { thirdPartyUser: mark(flag) })),
    firstName: optional(text(100)),
    middleName: optional(text(100)),
    lastName: optional(text(100)),
    approximateAge: optional(scalar('int', { range: [0, 150] })),
    dateOfBirth: optional(scalar('date')),
    phone: many(phone),
    email: many(email),
    allEmailsReported: optional(flag),
    address: many(address),
    espService: optional(text(100)),
    espIdentifier: optional(text(255)),
    profileUrl: many(text()),
    screenName: optional(text(256)),
    displayName: many(text()),
    profileBio: optional(text()),
    groupIdentifier: optional(text(255)),
    compromisedAccount: optional(flag),
    accountTemporarilyDisabled: optional(temporarilyDisabled),
    accountPermanentlyDisabled: optional(permanentlyDisabled),
    ipCaptureEvent: many(ipCaptureEvent),
    deviceId: many(deviceId),
    /** Singular here, plural everywhere else: so the schema has it. */
    priorCTReport: many(priorReport),
    additionalInfo: optional(text()),
  },
  { type: requiredMark(oneOf(ASSOCIATIONS)) },
);
