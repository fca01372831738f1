import { INCIDENT_TYPES, REPORT_ANNOTATIONS } from '../../schema';
import { ipCaptureEvent } from './account';
import { address, email, flag, moment, phone } from './person';
import { choice, flags, many, mark, one, oneOf, optional, scalar, sequence, text } from './words';

export const incidentSummary = sequence({
  incidentType: one(oneOf(INCIDENT_TYPES)),
  platform: optional(text(256)),
  /** The reason in words, not a boolean: supplying it is what escalates. */
  escalateToHighPriority: optional(scalar('string', { maxLength: 3000, isBlankRefused: true })),
  reportAnnotations: optional(flags(REPORT_ANNOTATIONS)),
  incidentDateTime: one(moment),
  incidentDateTimeDescription: optional(text(3000)),
});

const additionalInfo = optional(text());
const content = optional(text());
const degrees = scalar('double');

export const internetDetails = choice({
  webPageIncident: one(sequence({ url: many(text()), additionalInfo }, { thirdPartyHostedContent: mark(flag) })),
  emailIncident: one(sequence({ emailAddress: many(email), content, additionalInfo })),
  newsgroupIncident: one(
    sequence({ name: optional(text(255)), emailAddress: many(email), content, additionalInfo }),
  ),
  /** Direct messages belong here; `content` is the conversation. */
  chatImIncident: one(
    sequence({ chatClient: optional(text(255)), chatRoomName: optional(text(255)), content, additionalInfo }),
  ),
  onlineGamingIncident: one(
    sequence({ gameName: optional(text(255)), console: optional(text(255)), content, additionalInfo }),
  ),
  cellPhoneIncident: one(
    sequence({
      phoneNumber: optional(phone),
      latitude: optional(degrees),
      longitude: optional(degrees),
      additionalInfo,
    }),
  ),
  nonInternetIncident: one(
    sequence({ locationName: optional(text(255)), incidentAddress: many(address), additionalInfo }),
  ),
  peer2peerIncident: one(
    sequence({
      client: optional(text(255)),
      ipCaptureEvent: many(ipCaptureEvent),
      fileNames: optional(text()),
      additionalInfo,
    }),
  ),
});
