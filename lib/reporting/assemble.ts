import type { Report } from '@/lib/hotlines';
import { INCIDENT_TYPES, type IncidentType, REPORT_ANNOTATIONS } from '@/lib/hotlines/schema';
import { type FiledFile, assembleFile } from './assemble-file';
import type { AccountFacts, ReportFacts } from './facts';
import { ipCapture } from './ip-capture';
import { incidentTypeOf } from './schema';
import { conversationText, fileName, momentText, signalText } from './words';

/** A report as it will be filed: what is kept, sealed, from the click until the hotline's receipt. */
export interface AssembledReport {
  readonly report: Report;
  readonly files: readonly FiledFile[];
}

const BASIS_WORDS = {
  facts: 'Decided by a reviewer from the facts, without looking at the files.',
  blurred: 'Decided by a reviewer from blurred derivatives of the files.',
  revealed: 'Decided by a reviewer who looked at original files; each file says whether it was viewed.',
} as const;

/** Makes the report of one decision out of what the desk knows. Pure: the same facts give the same report. */
export function assemble(facts: ReportFacts): AssembledReport {
  const names = new Map(facts.files.map((file, index) => [file.mediaId, fileName(index + 1, file.contentType)]));
  return {
    report: {
      incidentSummary: incidentSummary(facts),
      internetDetails: [{ chatImIncident: conversation(facts, names) }],
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
      intendedRecipient: facts.others.map((other) => {
        const { additionalInfo, ...rest } = account(other, facts.platform, 'intendedRecipientPerson');
        return { ...rest, ...(additionalInfo ? { additionalInfo: [additionalInfo] } : {}) };
      }),
      additionalInfo: [
        facts.isTest ? 'TEST REPORT: filed by a deployment in test mode. It describes no real incident.' : '',
        `Platform's reference: ${facts.itemExternalId}.`,
        BASIS_WORDS[facts.decision.basis],
        ...facts.signals.map(signalText),
      ].filter(Boolean).join('\n'),
    },
    files: facts.files.map((file) => assembleFile(facts, file, names.get(file.mediaId) ?? 'image')),
  };
}

function incidentSummary({ now, platform, occurredAt, decision }: ReportFacts): Report['incidentSummary'] {
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

function escalation({ dangerNow, dangerReason }: ReportFacts['decision']): string {
  const kinds = dangerNow.map((kind) => kind.replaceAll('_', ' ')).join(', ');
  return cut(`Danger now: ${kinds}.${dangerReason ? ` ${dangerReason}` : ''}`, 3000);
}

function conversation(facts: ReportFacts, names: ReadonlyMap<string, string>) {
  const flagged = facts.messages.filter(({ isFlagged }) => isFlagged).length;
  const content = conversationText({ messages: facts.messages, accounts: [facts.subject, ...facts.others], names });
  return {
    chatClient: cut(facts.platform, 255),
    ...(facts.conversation ? { chatRoomName: cut(facts.conversation.externalId, 255) } : {}),
    ...(content ? { content } : {}),
    additionalInfo: [
      `Direct messages: ${facts.messages.length} sent with the report, ${flagged} flagged, ${facts.others.length + 1} accounts.`,
      facts.conversation ? `Encryption: ${facts.conversation.encryption}.` : '',
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
