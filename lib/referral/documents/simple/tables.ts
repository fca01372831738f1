import type { ExhibitFacts, ReferralFacts } from '../../facts';
import type { Part } from '../../package/part';
import { type Columns, tablePart } from './table';

const list = (names: readonly string[]): string => names.join(' ');

/** What hangs on an exhibit, each with its exhibit's name. */
function* of<T extends object>(exhibits: readonly ExhibitFacts[], read: (exhibit: ExhibitFacts) => readonly T[]): Generator<T & { exhibit: string }> {
  for (const exhibit of exhibits) for (const row of read(exhibit)) yield { ...row, exhibit: exhibit.name };
}

/** The tables of a package, named after what a row is. Times are in UTC; `…_as_sent` is the platform's own writing. */
export function tables({ referral, subject, accounts, exhibits, reports, notes, custody }: ReferralFacts): Part[] {
  /** A table is read by itself, too: each of its rows says that it is none of a real incident. */
  const table = <T>(name: string, columns: Columns<T>, rows: () => Iterable<T>) => tablePart(`${name}.csv`, { ...columns, test_mode: () => referral.isTest }, rows);
  return [
    table('accounts', {
      account: ({ name }) => name,
      role: ({ name, isThirdPerson }) => (name === subject.name ? 'subject' : isThirdPerson ? 'third person' : 'other'),
      platform: ({ platform }) => platform,
      account_id: ({ externalId }) => externalId,
      screen_name: ({ screenName }) => screenName,
      display_name: ({ displayName }) => displayName,
      profile_page: ({ profileUrl }) => profileUrl,
      emails: ({ emails }) => list(emails),
    }, () => accounts),
    table('items', {
      exhibit: ({ name }) => name,
      platform: ({ platform }) => platform,
      reference: ({ externalId }) => externalId,
      occurred_at: ({ occurredAt }) => occurredAt,
      occurred_at_as_sent: ({ occurredAtText }) => occurredAtText,
      received_at: ({ receivedAt }) => receivedAt,
      conversation: ({ conversation }) => conversation?.externalId ?? null,
      encryption: ({ conversation }) => conversation?.encryption ?? null,
      participants: ({ participants }) => list(participants),
      messages: ({ messages }) => messages.length,
      files: ({ files }) => files.length,
    }, () => exhibits),
    table('messages', {
      exhibit: ({ exhibit }) => exhibit,
      message_id: ({ externalId }) => externalId,
      sender: ({ sender }) => sender,
      sent_at: ({ sentAt }) => sentAt,
      sent_at_as_sent: ({ sentAtText }) => sentAtText,
      flagged: ({ isFlagged }) => isFlagged,
      text: ({ text }) => text,
      files: ({ files }) => list(files),
    }, () => of(exhibits, ({ messages }) => messages)),
    table('files', {
      exhibit: ({ exhibit }) => exhibit,
      file: ({ name }) => name,
      path: ({ path }) => path,
      taken_out: ({ isTakenOut }) => isTakenOut ?? false,
      content_type: ({ contentType }) => contentType,
      bytes: ({ byteSize }) => byteSize,
      sha256: ({ sha256 }) => sha256,
      sha1: ({ sha1 }) => sha1,
      md5: ({ md5 }) => md5,
      width: ({ width }) => width,
      height: ({ height }) => height,
      received_at: ({ receivedAt }) => receivedAt,
    }, () => of(exhibits, ({ files }) => files)),
    table('signals', { exhibit: ({ exhibit }) => exhibit, kind: ({ kind }) => kind, what: ({ words }) => words, file: ({ file }) => file }, () => of(exhibits, ({ signals }) => signals)),
    table('ip-events', {
      exhibit: ({ exhibit }) => exhibit,
      account: ({ account }) => account,
      ip: ({ ip }) => ip,
      port: ({ port }) => port,
      event: ({ event }) => event,
      at: ({ at }) => at,
      at_as_sent: ({ atText }) => atText,
    }, () => of(exhibits, ({ ipEvents }) => ipEvents)),
    table('decisions', {
      exhibit: ({ exhibit }) => exhibit,
      decided_at: ({ at }) => at,
      by: ({ by }) => by,
      outcome: ({ outcome }) => outcome,
      what: ({ words }) => words,
      basis: ({ basis }) => basis,
      incident_type: ({ incidentType }) => incidentType,
      annotations: ({ annotations }) => list(annotations),
      danger_now: ({ dangerNow }) => list(dangerNow),
      danger_reason: ({ dangerReason }) => dangerReason,
      policy_version: ({ policyVersion }) => policyVersion,
    }, () => of(exhibits, ({ decisions }) => decisions)),
    table('reports', {
      hotline: ({ hotline }) => hotline,
      hotline_name: ({ hotlineName }) => hotlineName,
      state: ({ state }) => state,
      filed_as_test: ({ isTest }) => isTest,
      filed_at: ({ filedAt }) => filedAt,
      receipt: ({ receipt }) => receipt,
      exhibits: (report) => list(report.exhibits),
      files_viewed: ({ files }) => list(files.filter(({ isViewed }) => isViewed).map(({ file }) => file)),
      files_not_viewed: ({ files }) => list(files.filter(({ isViewed }) => !isViewed).map(({ file }) => file)),
    }, () => reports),
    table('notes', { written_at: ({ at }) => at, by: ({ by }) => by, version: ({ version }) => version, text: ({ text }) => text }, () => notes),
    table('custody', {
      log_index: ({ index }) => index,
      at: ({ at }) => at,
      actor: ({ actor }) => actor,
      action: ({ action }) => action,
      what: ({ words }) => words,
      about: ({ about }) => list(about),
      event_id: ({ eventId }) => eventId,
      leaf_hash: ({ leafHash }) => Buffer.from(leafHash).toString('hex'),
    }, () => custody),
  ];
}
