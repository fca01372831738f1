import {
  associatedAccount,
  deviceId,
  estimatedLocation,
  ipCaptureEvent,
  permanentlyDisabled,
  priorReport,
  temporarilyDisabled,
} from './account';
import { flag, person } from './person';
import { many, one, optional, sequence, text } from './words';

/** The stretches that the three kinds of people have in common, each in its order. */
const account = {
  espIdentifier: optional(text(255)),
  espService: optional(text(100)),
  compromisedAccount: optional(flag),
  screenName: optional(text(256)),
  displayName: many(text()),
  profileUrl: many(text()),
  profileBio: optional(text()),
  ipCaptureEvent: many(ipCaptureEvent),
  deviceId: many(deviceId),
};
const standing = {
  accountTemporarilyDisabled: optional(temporarilyDisabled),
  accountPermanentlyDisabled: optional(permanentlyDisabled),
  estimatedLocation: optional(estimatedLocation),
  allEmailsReported: optional(flag),
};

export const personOrUserReported = sequence({
  personOrUserReportedPerson: optional(person),
  vehicleDescription: optional(text(300)),
  ...account,
  thirdPartyUserReported: optional(flag),
  priorCTReports: many(priorReport),
  groupIdentifier: optional(text(255)),
  ...standing,
  associatedAccount: many(associatedAccount),
  additionalInfo: optional(text()),
});

export const intendedRecipient = sequence({
  intendedRecipientPerson: optional(person),
  ...account,
  priorCTReports: many(priorReport),
  groupIdentifier: optional(text(255)),
  ...standing,
  additionalInfo: many(text()),
});

export const victim = sequence({
  victimPerson: one(person),
  ...account,
  schoolName: optional(text(255)),
  priorCTReports: many(priorReport),
  ...standing,
  associatedAccount: many(associatedAccount),
  additionalInfo: optional(text()),
});
