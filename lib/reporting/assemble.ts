import type { AccountFacts, DecisionFacts, ItemFacts, Report, ReportFacts } from '@/lib/hotlines';
import { INCIDENT_TYPES, type IncidentType, REPORT_ANNOTATIONS } from '@/lib/hotlines/schema';
import { type FiledFile, assembleFile } from './assemble-file';
import { ipCapture } from './ip-capture';
import { incidentTypeOf } from './schema';
import { conversationText, fileName, momentText, signalText } from './words';

export type { FiledFile };

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
  const [first] = facts.items;
  if (!first) throw new Error('a report covers at least one item');
  const all = facts.items.flatMap(({ files }) => files);
  const names = new Map(all.map((file, index) => [file.mediaId, fileName(index + 1, file.contentType)]));
  return {
    facts,
    report: {
      incidentSummary: incidentSummary(facts, first),
      internetDetails: facts.items.map((item) => ({ chatImIncident: conversation(facts, item, names) })),
      reporter: {
        reportingPerson: {
          firstName: facts.reporter.firstName,
          lastName: facts.reporter.lastName,
          email: [{ value: facts.reporter.email, type: 'Business' }],
        },
        companyTemplate: facts.reporter.company,
      },
      personOrUserReported: {
        ...account(facts.subject, facts.platform, 'personOrUserReportedPerson'),
        ...(facts.priorReportIds.length > 0 ? { priorCTReports: facts.priorReportIds } : {}),
      },
      intendedRecipient: othersOf(facts).map((other) => {
        const { additionalInfo, ...rest } = account(other, facts.platform, 'intendedRecipientPerson');
        return { ...rest, ...(additionalInfo ? { additionalInfo: [additionalInfo] } : {}) };
      }),
      additionalInfo: [
        facts.isTest ? 'TEST REPORT: filed by a deployment in test mode. It describes no real incident.' : '',
        facts.supplement ? `Adds to report ${facts.supplement.to}: ${facts.supplement.text}` : '',
        ...facts.items.flatMap(({ externalId, decision, signals }) => [`Platform's reference: ${externalId}.`, BASIS_WORDS[decision.basis], ...signals.map(signalText)]),
      ].filter(Boolean).join('\n'),
    },
    files: facts.items.flatMap((item) => item.files.map((file) => assembleFile(facts, item, file, names.get(file.mediaId) ?? 'image'))),
  };
}

/** Everybody else, once each, in the order of the items. */
function othersOf({ items }: ReportFacts): readonly AccountFacts[] {
  return [...new Map(items.flatMap(({ others }) => others).map((other) => [other.id, other])).values()];
}

function incidentSummary({ now, platform }: ReportFacts, { occurredAt, decision }: ItemFacts): Report['incidentSummary'] {
  const chosen = INCIDENT_TYPES.find((type) => type === decision.incidentType) ?? incidentTypeOf(decision.outcome);
  const annotations = REPORT_ANNOTATIONS.filter((name) => decision.annotations.includes(name));
  // The hotline refuses the future, and a platform's clock may run ahead of ours.
  const isAhead = occurredAt.at.getTime() >= now.getTime();
  return {
    // Nothing reportable gets here (createReport asks); the cast keeps the grammar's validator as the one judge.
    incidentType: chosen as IncidentType,
    platform: cut(platform, 256),
    ...(decision.dangerNow.length > 0 ? { escalateToHighPriority: escalation(decision) } : {}),
    ...(annotations.length > 0 ? { reportAnnotations: Object.fromEntries(annotations.map((name) => [name, true])) } : {}),
    incidentDateTime: isAhead ? new Date(now.getTime() - 1000).toISOString() : momentText(occurredAt),
    incidentDateTimeDescription: isAhead
      ? `Time at which the report was made; the platform gave ${momentText(occurredAt)}, which had not come yet.`
      : 'Time of the flagged event as the platform gave it.',
  };
}

function escalation({ dangerNow, dangerReason }: DecisionFacts): string {
  const kinds = dangerNow.map((kind) => kind.replaceAll('_', ' ')).join(', ');
  return cut(`Danger now: ${kinds}.${dangerReason ? ` ${dangerReason}` : ''}`, 3000);
}

function conversation(facts: ReportFacts, item: ItemFacts, names: ReadonlyMap<string, string>) {
  const flagged = item.messages.filter(({ isFlagged }) => isFlagged).length;
  const content = conversationText({ messages: item.messages, accounts: [facts.subject, ...item.others], names });
  return {
    chatClient: cut(facts.platform, 255),
    ...(item.conversation ? { chatRoomName: cut(item.conversation.externalId, 255) } : {}),
    ...(content ? { content } : {}),
    additionalInfo: [
      `Direct messages: ${item.messages.length} sent with the report, ${flagged} flagged, ${item.others.length + 1} accounts.`,
      item.conversation ? `Encryption: ${item.conversation.encryption}.` : '',
    ].filter(Boolean).join(' '),
  };
}

function account<P extends 'personOrUserReportedPerson' | 'intendedRecipientPerson'>(facts: AccountFacts, service: string, person: P) {
  const tooLong: string[] = [];
  // A value that is too long for its element would have the whole report refused, so it moves to where there is room.
  const fit = (value: string, max: number, what: string): string => {
    if ([...value].length > max) tooLong.push(`${what}: ${value}`);
    return cut(value, max);
  };
  const emails = facts.emails.map(({ address, verified }) => ({ value: fit(address, 255, 'E-mail address'), ...(verified === undefined ? {} : { verified }) }));
  return {
    ...(emails.length > 0 ? ({ [person]: { email: emails } } as { readonly [K in P]?: { readonly email: typeof emails } }) : {}),
    espIdentifier: fit(facts.externalId, 255, 'Account'),
    espService: cut(service, 100),
    ...(facts.screenName === null ? {} : { screenName: fit(facts.screenName, 256, 'Screen name') }),
    ...(facts.displayName === null ? {} : { displayName: [facts.displayName] }),
    ...(facts.profileUrl === null ? {} : { profileUrl: [facts.profileUrl] }),
    ...(facts.ipEvents.length > 0 ? { ipCaptureEvent: facts.ipEvents.map(ipCapture) } : {}),
    ...(tooLong.length > 0 ? { additionalInfo: tooLong.join('\n') } : {}),
  };
}

function cut(text: string, max: number): string {
  const characters = [...text];
  return characters.length <= max ? text : characters.slice(0, max).join('');
}
