import type { AccountFacts, DecisionFacts, FileFacts, ItemFacts, ReportFacts } from '@/lib/hotlines';
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
  /** What the platform said of it: its name, where it stood, when and from where it was uploaded. */
  readonly said: readonly Line[];
  readonly matches: readonly string[];
}

export interface SheetItem {
  readonly itemId: string;
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
  /** Where else it happened than in the messages. */
  readonly incidents: readonly Line[];
  /** What the platform told the police itself; empty when nothing. */
  readonly lawEnforcement: readonly Line[];
  /** Those that would be sent: none with a supplement, since the authority has them. */
  readonly files: readonly SheetFile[];
}

/** What would be sent, as facts: no pixels, and no text of a message. */
export interface Sheet {
  /** What this adds to a report that is filed, in the words that would be sent; null for a report of its own. */
  readonly supplement: ReportFacts['supplement'];
  readonly people: readonly SheetPerson[];
  readonly items: readonly SheetItem[];
  /** Files that the desk wrote, such as the conversation. */
  readonly written: readonly string[];
  readonly priorReports: readonly string[];
  readonly gaps: readonly CompletenessCheck[];
}

/** Every part of a value that is there, under its name in words: `chat room: …`. */
function linesOf(value: object): Line[] {
  return Object.entries(value).filter(([, part]) => part !== undefined).map(([name, part]) => ({ label: inWords({ [name]: '' }).replace(/: $/, ''), text: inWords(part) }));
}

function person(account: AccountFacts, role: SheetPerson['role']): SheetPerson {
  const { associated = [], ...details } = account.details;
  const lines: (Line | false)[] = [
    { label: 'Account', text: account.externalId },
    account.displayName !== null && { label: 'Display name', text: account.displayName },
    account.profileUrl !== null && { label: 'Profile', text: account.profileUrl },
    account.emails.length > 0 && { label: 'E-mail', text: account.emails.map(({ address, verified }) => `${address}${verified ? ' (verified)' : ''}`).join(', ') },
    ...account.ipEvents.map(({ event, ip, port, at }) => ({ label: `IP, ${event.toLowerCase()}`, text: `${ip}${port === null ? '' : ` port ${port}`}, ${momentText(at)}` })),
    ...linesOf(details),
    ...associated.map((other, index) => ({ label: associated.length === 1 ? 'Associated account' : `Associated account ${index + 1}`, text: inWords(other) })),
  ];
  return { role, name: account.screenName ?? account.externalId, lines: lines.filter((line) => line !== false) };
}

/** What the platform said of a file, beside what the desk found. */
function saidOf({ name, originalName, location, isPublic, uploadedAt, uploadedFrom, devices, additionalInfo }: FileFacts): Line[] {
  const uploaded = uploadedAt && momentText(uploadedAt);
  const from = uploadedFrom && `${uploadedFrom.ip}${uploadedFrom.port === null ? '' : ` port ${uploadedFrom.port}`}, ${momentText(uploadedFrom.at)}`;
  return linesOf({ name, originalName, location, isPublic, uploaded, uploadedFrom: from, devices, additionalInfo });
}

function item({ decision, signals, files, messages, incidents, lawEnforcement, ...facts }: ItemFacts, filed: readonly FiledFile[]): SheetItem {
  const nameOf = (mediaId: string) => filed.find((each) => each.kind === 'media' && each.itemId === facts.itemId && each.mediaId === mediaId)?.name;
  return {
    itemId: facts.itemId,
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
    incidents: incidents.map(({ kind, ...incident }) => ({ label: kind.replaceAll('_', ' '), text: inWords(incident) })),
    lawEnforcement: lawEnforcement === null ? [] : linesOf(lawEnforcement),
    files: files.flatMap((file) => {
      const name = nameOf(file.mediaId);
      return name === undefined ? [] : [{
        name,
        contentType: file.contentType,
        byteSize: file.byteSize,
        isViewed: file.isViewed,
        industryClass: file.industryClass,
        annotations: file.annotations,
        said: saidOf(file),
        matches: signals.filter(({ mediaId }) => mediaId === file.mediaId).map(signalText),
      }];
    }),
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
    supplement: facts.supplement,
    people: [person(facts.subject, 'reported'), ...[...others.values()].map((other) => person(other, other.isVictim ? 'harmed' : 'other'))],
    items: facts.items.map((each) => item(each, files)),
    written: files.flatMap((file) => (file.kind === 'conversation' ? [file.name] : [])),
    priorReports: facts.priorReportIds,
    gaps: gapsOf(facts),
  };
}
