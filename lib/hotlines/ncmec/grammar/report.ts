import { incidentSummary, internetDetails } from './incident';
import { intendedRecipient, personOrUserReported, victim } from './people';
import { contactPerson, country, flag, person } from './person';
import type { ValueOf } from './shape';
import { many, mark, marked, one, oneOf, optional, requiredMark, sequence, text } from './words';

const lawEnforcement = sequence({
  agencyName: one(text(255)),
  caseNumber: optional(text(100)),
  officerContact: optional(contactPerson),
  reportedToLe: optional(flag),
  servedLegalProcessDomestic: optional(flag),
  servedLegalProcessInternational: optional(marked(flag, { fleaCountry: mark(country) })),
});

const reporter = sequence({
  reportingPerson: one(person),
  /** Whom law enforcement should contact. */
  contactPerson: optional(contactPerson),
  companyTemplate: optional(text()),
  termsOfService: optional(text()),
  legalURL: optional(text(2083)),
});

/** The body of /submit. */
export const REPORT = sequence({
  batchedReport: optional(sequence({}, { reason: requiredMark(oneOf(['VIRAL_POTENTIAL_MEME'])) })),
  incidentSummary: one(incidentSummary),
  internetDetails: many(internetDetails),
  lawEnforcement: optional(lawEnforcement),
  reporter: one(reporter),
  /** The schema lets this repeat; its own comment says at most one, and one is what is meant. */
  personOrUserReported: optional(personOrUserReported),
  intendedRecipient: many(intendedRecipient),
  victim: many(victim),
  additionalInfo: optional(text()),
});

export type Report = ValueOf<typeof REPORT>;
