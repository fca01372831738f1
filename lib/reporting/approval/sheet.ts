import type { AccountFacts, DecisionFacts, ItemFacts, ReportFacts } from '@/lib/hotlines';
import type { FiledFile } from '../assemble';
import { inWords } from '../assemble/words';
import { type CompletenessCheck, completenessOf, incidentTypeOf } from '../schema';
import { momentText, signalText } from '../words';

/** A label and what is said under it. */
export interface Line {
  readonly label: string;
  readonly text: string;
}

export interface SheetPerson {
  readonly role: 'reported' | 'harmed' | 'other';
  readonly name: string;
  readonly lines: readonly Line[];
}

export interface SheetFile {
  readonly name: string;
  readonly contentType: string;
  readonly byteSize: number;
  /** Whether a person looked at it whole, as the hotline is told. */
  readonly isViewed: boolean;
  readonly industryClass: string | null;
  /** By the hotline's names. */
  readonly annotations: readonly string[];
  readonly matches: readonly string[];
}

export interface SheetItem {
  readonly reference: string;
  readonly incidentType: string;
  readonly occurredAt: string;
  readonly outcome: string;
  readonly basis: DecisionFacts['basis'];
  /** By the hotline's names. */
  readonly annotations: readonly string[];
  readonly dangerNow: readonly string[];
  readonly dangerReason: string | null;
  readonly messages: number;
  readonly flagged: number;
  readonly signals: readonly string[];
  readonly files: readonly SheetFile[];
}

/** What would be sent, as facts: no pixels, and no text of a message. */
export interface Sheet {
  readonly people: readonly SheetPerson[];
  readonly items: readonly SheetItem[];
  /** Files that the desk wrote, such as the conversation. */
  readonly written: readonly string[];
  readonly priorReports: readonly string[];
  readonly gaps: readonly CompletenessCheck[];
}

function person(account: AccountFacts, role: SheetPerson['role']): SheetPerson {
  const { associated = [], ...details } = account.details;
  const lines: (Line | false)[] = [
    { label: 'Account', text: account.externalId },
    account.displayName !== null && { label: 'Display name', text: account.displayName },
    account.profileUrl !== null && { label: 'Profile', text: account.profileUrl },
    account.emails.length > 0 && { label: 'E-mail', text: account.emails.map(({ address, verified }) => `${address}${verified ? ' (verified)' : ''}`).join(', ') },
    ...account.ipEvents.map(({ event, ip, port, at }) => ({ label: `IP, ${event.toLowerCase()}`, text: `${ip}${port === null ? '' : ` port ${port}`}, ${momentText(at)}` })),
    ...Object.entries(details).filter(([, value]) => value !== undefined).map(([name, value]) => ({ label: inWords({ [name]: '' }).replace(/: $/, ''), text: inWords(value) })),
    associated.length > 0 && { label: 'Associated accounts', text: String(associated.length) },
  ];
  return { role, name: account.screenName ?? account.externalId, lines: lines.filter((line) => line !== false) };
}

function item({ decision, signals, files, messages, ...facts }: ItemFacts, filed: readonly FiledFile[]): SheetItem {
  return {
    reference: facts.externalId,
    incidentType: decision.incidentType ?? incidentTypeOf(decision.outcome) ?? '',
    occurredAt: momentText(facts.occurredAt),
    outcome: decision.outcome,
    basis: decision.basis,
    annotations: decision.annotations,
    dangerNow: decision.dangerNow,
    dangerReason: decision.dangerReason,
    messages: messages.length,
    flagged: messages.filter(({ isFlagged }) => isFlagged).length,
    signals: signals.filter(({ mediaId }) => mediaId === null).map(signalText),
    files: files.map((file) => ({
      name: filed.find((each) => each.kind === 'media' && each.mediaId === file.mediaId)?.name ?? 'file',
      contentType: file.contentType,
      byteSize: file.byteSize,
      isViewed: file.isViewed,
      industryClass: file.industryClass,
      annotations: file.annotations,
      matches: signals.filter(({ mediaId }) => mediaId === file.mediaId).map(signalText),
    })),
  };
}

function gapsOf({ subject, items, sendsIndustryClass }: ReportFacts): readonly CompletenessCheck[] {
  const [first] = items;
  const checks = completenessOf({
    incidentAt: first?.occurredAt.text ?? null,
    incidentType: first ? (first.decision.incidentType ?? incidentTypeOf(first.decision.outcome)) : null,
    subjectId: subject.externalId,
    subjectScreenName: subject.screenName,
    subjectEmails: subject.emails.length,
    ipEvents: subject.ipEvents.map(({ event, at }) => ({ event, at: at.text })),
    messages: items.reduce((sum, { messages }) => sum + messages.length, 0),
    recipients: items.reduce((sum, { others }) => sum + others.length, 0),
    victims: items.flatMap(({ others }) => others).filter(({ isVictim }) => isVictim).length,
    files: items.flatMap(({ files }) => files.map(({ isViewed, industryClass, uploadedFrom }) => ({ viewed: isViewed, industryClass, uploadAt: uploadedFrom?.at.text ?? null }))),
    sendsIndustryClass,
  });
  return checks.filter(({ ok }) => !ok);
}

/** The facts of a report as a second person reads them. Pure. */
export function sheetOf(facts: ReportFacts, files: readonly FiledFile[]): Sheet {
  const others = new Map(facts.items.flatMap((each) => each.others).map((other) => [other.id, other]));
  return {
    people: [person(facts.subject, 'reported'), ...[...others.values()].map((other) => person(other, other.isVictim ? 'harmed' : 'other'))],
    items: facts.items.map((each) => item(each, files)),
    written: files.flatMap((file) => (file.kind === 'conversation' ? [file.name] : [])),
    priorReports: facts.priorReportIds,
    gaps: gapsOf(facts),
  };
}
