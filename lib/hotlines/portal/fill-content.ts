import type { ItemFacts, ReportFacts, SignalFacts } from '../facts';
import { accountsOf, filesOf, lines, nameOf, parts, when } from './lines';

const OUTCOMES: ReadonlyMap<string, string> = new Map(Object.entries({
  apparent_csam: 'Apparent child sexual abuse material',
  enticement: 'Enticement or sextortion of a child',
}));

const DANGERS: ReadonlyMap<string, string> = new Map(Object.entries({
  live_abuse: 'live abuse',
  meeting_planned: 'a meeting is planned',
  ongoing_extortion: 'extortion is going on',
  self_harm: 'risk of self-harm',
}));

const KINDS: ReadonlyMap<string, string> = new Map(Object.entries({
  hash_match: 'Match with a hash list',
  classifier: 'Automatic classifier',
  user_report: 'Report by a user',
  trusted_flagger: 'Report by a trusted flagger',
  hotline_notice: 'Notice of a hotline',
}));

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

function itemWords({ decision, occurredAt, files, messages, externalId }: ItemFacts): string {
  // Not the incident type: its names are one authority’s, and others ask not to be written to in them.
  const what = OUTCOMES.get(decision.outcome) ?? decision.outcome;
  return `${what}: ${plural(files.length, 'file')} and ${plural(messages.length, 'message')}, ${when(occurredAt)}, platform’s reference ${externalId}.`;
}

/** What was found, item by item, with whatever may be happening now first. */
export function content(facts: ReportFacts): string | null {
  return lines([...dangers(facts), ...facts.items.map(itemWords), facts.supplement && `Adds to report ${facts.supplement.to}: ${facts.supplement.text}`]);
}

function dangers({ items }: ReportFacts): string[] {
  return items.flatMap(({ decision: { dangerNow, dangerReason } }) => {
    if (dangerNow.length === 0) return [];
    const which = dangerNow.map((each) => DANGERS.get(each) ?? each).join(', ');
    return [`Danger now: ${which}.${dangerReason ? ` ${dangerReason}` : ''}`];
  });
}

export const danger = (facts: ReportFacts): string | null => lines(dangers(facts));

function signalWords({ kind, detector, list, algorithm, exact, label, score }: SignalFacts): string {
  return parts(KINDS.get(kind) ?? kind, detector, list && `list ${list}`, algorithm?.toUpperCase(), exact && 'exact', label, score !== null && `score ${score}`);
}

export function detection({ items }: ReportFacts): string | null {
  return lines([...items.flatMap(({ signals }) => signals.map(signalWords)), items.length > 0 ? 'Judged by a reviewer before it was reported' : null]);
}

/** What was flagged, word for word; the whole conversation goes along as a file where the form takes files. */
export function flaggedText(facts: ReportFacts): string | null {
  const accounts = accountsOf(facts);
  return lines(facts.items.flatMap(({ messages }) =>
    messages.filter(({ isFlagged, text }) => isFlagged && text !== null).map(({ senderId, sentAt, text }) => {
      const sender = accounts.get(senderId);
      return `[${when(sentAt)}] ${sender ? nameOf(sender) : 'unknown account'}: ${text}`;
    }),
  ));
}

export function kinds(facts: ReportFacts): string | null {
  const types = filesOf(facts).map(({ contentType }) => (contentType.startsWith('video/') ? 'Video' : contentType.startsWith('image/') ? 'Image' : 'File'));
  return lines([...types, facts.items.some(({ messages }) => messages.some(({ text }) => text !== null)) && 'Messages'].map((line) => line || null));
}

/** Addresses of the content itself: a private message has none, as a rule. */
export function addresses(facts: ReportFacts): string | null {
  return lines([...filesOf(facts).map(({ location }) => location), ...facts.items.flatMap(({ incidents }) => incidents.flatMap(({ urls }) => urls ?? []))]);
}

export function hashes(facts: ReportFacts): string | null {
  return lines(filesOf(facts).flatMap(({ sha256, sha1, md5, hashes: further }) => [
    `SHA-256 ${sha256}`, `SHA-1 ${sha1}`, `MD5 ${md5}`, ...further.map(({ type, value }) => `${type} ${value}`),
  ]));
}

export function exif(facts: ReportFacts): string | null {
  const files = filesOf(facts);
  return lines(files.flatMap((file, index) => file.exif.map(({ name, value }) => `${files.length > 1 ? `File ${index + 1}: ` : ''}${name}: ${value}`)));
}

export function earlier({ priorReportIds, subject, supplement }: ReportFacts): string | null {
  return lines([supplement?.to, ...priorReportIds, ...(subject.details.priorReports ?? [])]);
}

/**
 * By regulation 6(6) and (7) of SI 2026/268: 1 where a life or serious harm is at stake at once. What tells 2 from 3 is
 * not in the text that we have, so the desk proposes 2 where a person is being pressed or harmed, and says that it is a proposal.
 */
export function priority({ items }: ReportFacts): string {
  if (items.some(({ decision }) => decision.dangerNow.length > 0)) return '1';
  const isPressed = items.some(({ decision, others }) => decision.outcome === 'enticement' || decision.annotations.includes('sextortion') || others.some(({ isVictim }) => isVictim));
  return isPressed ? '2' : '3';
}
