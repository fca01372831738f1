import { type AccountFacts, type Draft, type ItemFacts, type LawEnforcementFacts, type Report, type ReportFacts, type ReporterFacts, fitReport } from '@/lib/hotlines';
import { fileName, momentText, signalText } from '../words';
import { recipient, suspect, victim } from './account';
import { conversationFile } from './conversation-file';
import { mediaFile } from './file';
import type { FiledFile } from './filed-file';
import { incidentsOf, unknownIncidents } from './incidents';
import { contact, emails, phones } from './person';
import { incidentSummary, typeOf } from './summary';
import { lines, said } from './words';

/** A report as it will be filed: what is kept, sealed, from the click until the hotline's receipt. */
export interface AssembledReport {
  /** What every other channel than NCMEC's is filled from. */
  readonly facts: ReportFacts;
  readonly report: Report;
  readonly files: readonly FiledFile[];
}

const BASIS_WORDS = {
  facts: 'Decided by a reviewer from the facts, without looking at the files.',
  blurred: 'Decided by a reviewer from blurred derivatives of the files.',
  revealed: 'Decided by a reviewer who looked at original files; each file says whether it was viewed.',
} as const;

/** Makes one report out of what the desk knows. Pure: the same facts give the same report. */
export function assemble(facts: ReportFacts): AssembledReport {
  const { items, platform, supplement, priorReportIds } = facts;
  const [first] = items;
  if (!first) throw new Error('a report covers at least one item');
  const names = namesOf(items);
  const others = othersOf(items);
  const prior = supplement && !priorReportIds.includes(supplement.to) ? [...priorReportIds, supplement.to] : priorReportIds;
  return {
    facts,
    report: fitReport({
      incidentSummary: incidentSummary(facts, first),
      internetDetails: items.flatMap((item) => incidentsOf(facts, item, names)),
      lawEnforcement: lawEnforcement(items.find((item) => item.lawEnforcement)?.lawEnforcement),
      reporter: reporter(facts.reporter),
      personOrUserReported: suspect(facts.subject, platform, prior),
      intendedRecipient: others.filter(({ isVictim }) => !isVictim).map((other) => recipient(other, platform)),
      victim: others.filter(({ isVictim }) => isVictim).map((other) => victim(other, platform)),
      additionalInfo: additionalInfo(facts),
    }),
    files: items.flatMap((item, index) => [
      ...item.files.map((file) => mediaFile(facts, item, file, names.get(file.mediaId) ?? 'file')),
      ...(item.messages.length > 0 ? [conversationFile(facts, item, names, `conversation-${index + 1}.txt`)] : []),
    ]),
  };
}

/** What each file is called in the report, by media id. */
function namesOf(items: readonly ItemFacts[]): ReadonlyMap<string, string> {
  const all = items.flatMap(({ files }) => files);
  return new Map(all.map((file, index) => [file.mediaId, fileName(index + 1, file.contentType)]));
}

/** Everybody else, once each, in the order of the items. */
function othersOf(items: readonly ItemFacts[]): readonly AccountFacts[] {
  return [...new Map(items.flatMap(({ others }) => others).map((other) => [other.id, other])).values()];
}

function reporter({ company, contact: role, termsOfService, legalUrl, ...person }: ReporterFacts): Draft<Report['reporter']> {
  return {
    reportingPerson: {
      firstName: person.firstName,
      lastName: person.lastName,
      phone: phones(person.phones),
      email: emails([{ address: person.email, type: 'Business' }]),
    },
    contactPerson: role && { firstName: role.firstName, lastName: role.lastName, phone: phones(role.phones), email: emails(role.emails) },
    companyTemplate: company,
    termsOfService: termsOfService || undefined,
    legalURL: legalUrl || undefined,
  };
}

function lawEnforcement(facts: LawEnforcementFacts | null | undefined): Draft<Report['lawEnforcement']> {
  if (!facts) return undefined;
  const isInternational = facts.hasInternationalProcess ?? (facts.processCountry === undefined ? undefined : true);
  return {
    agencyName: facts.agency,
    caseNumber: facts.caseNumber,
    officerContact: facts.officer && contact(facts.officer),
    reportedToLe: facts.isReported,
    servedLegalProcessDomestic: facts.hasDomesticProcess,
    servedLegalProcessInternational: isInternational === undefined ? undefined : { value: isInternational, fleaCountry: facts.processCountry },
  };
}

function additionalInfo({ isTest, supplement, items }: ReportFacts): string | undefined {
  // The form has room for one agency.
  const [, ...otherAgencies] = items.flatMap((item) => item.lawEnforcement ?? []);
  return lines(
    isTest && 'TEST REPORT: filed by a deployment in test mode. It describes no real incident.',
    supplement && `Adds to report ${supplement.to}: ${supplement.text}`,
    ...items.flatMap((item) => [
      `Platform's reference: ${item.externalId}.`,
      items.length > 1 && `Time of this event: ${momentText(item.occurredAt)}. Type of incident: ${typeOf(item) ?? 'none'}.`,
      BASIS_WORDS[item.decision.basis],
      ...item.signals.map(signalText),
      ...unknownIncidents(item),
    ]),
    ...otherAgencies.map((agency) => said('Also known to law enforcement', agency)),
  );
}
