import type { AccountFacts, CustodyEntry, ExhibitFacts, NoteFacts, ReportedFacts } from '../facts';
import { REDACTED, standInOf } from './person';
import { type Clean, type Parties, custodyWithout, partiesWithout, reportsWithout } from './redact-beside';
import type { Found, Redactor } from './redactor';
import { inTurns } from './turns';

/** The part of a referral's facts that people wrote or are named in. */
export interface Told<P extends Parties = Parties> {
  readonly referral: P;
  readonly danger: string | null;
  readonly accounts: readonly AccountFacts[];
  readonly exhibits: readonly ExhibitFacts[];
  readonly notes: readonly NoteFacts[];
  readonly reports: readonly ReportedFacts[];
  readonly custody: readonly CustodyEntry[];
}

export interface TakenOut {
  readonly redactor: Redactor;
  /** Names of accounts (A4). */
  readonly persons: ReadonlySet<string>;
  readonly messageIds: ReadonlySet<string>;
  /** What people call a message of an item, counted over all of the item. */
  readonly numbers?: ReadonlyMap<string, number>;
  /** Told of each place where a term was found. */
  readonly tell?: (found: Found, where: string) => void;
}

function accountWithout(account: AccountFacts, persons: ReadonlySet<string>, clean: Clean): AccountFacts {
  const { name, screenName, displayName, profileUrl, emails, externalId } = account;
  const where = `account ${name}`;
  const platform = clean(account.platform, where);
  if (persons.has(name)) {
    const standIn = standInOf('id', name);
    return {
      ...account,
      platform,
      externalId: standIn,
      screenName: screenName === null ? null : standIn,
      displayName: displayName === null ? null : standIn,
      profileUrl: profileUrl === null ? null : standInOf('url', name),
      emails: emails.map(() => standInOf('email', name)),
      isThirdPerson: true,
    };
  }
  const maybe = (text: string | null) => (text === null ? null : clean(text, where));
  return { ...account, platform, externalId: clean(externalId, where), screenName: maybe(screenName), displayName: maybe(displayName), profileUrl: maybe(profileUrl), emails: emails.map((address) => clean(address, where)) };
}

/**
 * Whoever takes a message out means all that it brought: its files stay, told by their hashes, unless another message
 * that is handed over carried them as well.
 */
function filesWithout({ files, messages }: ExhibitFacts, messageIds: ReadonlySet<string>): ExhibitFacts['files'] {
  const carried = (isMarked: boolean) => new Set(messages.filter(({ id }) => messageIds.has(id) === isMarked).flatMap((message) => message.files));
  const [marked, others] = [carried(true), carried(false)];
  return files.map((file) => (marked.has(file.name) && !others.has(file.name) ? { ...file, path: null, isTakenOut: true } : file));
}

async function exhibitWithout(exhibit: ExhibitFacts, { persons, messageIds, numbers }: TakenOut, clean: Clean): Promise<ExhibitFacts> {
  const { name, externalId, platform, conversation, messages, signals, ipEvents, decisions } = exhibit;
  return {
    ...exhibit,
    externalId: clean(externalId, `${name}, its reference`),
    platform: clean(platform, `${name}, its platform`),
    conversation: conversation && { externalId: clean(conversation.externalId, `${name}, its conversation`), encryption: conversation.encryption === null ? null : clean(conversation.encryption, `${name}, its conversation`) },
    files: filesWithout(exhibit, messageIds),
    messages: await inTurns(messages, (message, index) => {
      const where = `${name}, message ${numbers?.get(message.id) ?? index + 1}`;
      const wordsOf = (text: string) => (messageIds.has(message.id) ? REDACTED : clean(text, where));
      return { ...message, externalId: clean(message.externalId, where), text: message.text === null ? null : wordsOf(message.text) };
    }),
    signals: signals.map((signal, index) => {
      const where = `${name}, signal ${index + 1}`;
      return { ...signal, kind: clean(signal.kind, where), words: clean(signal.words, where) };
    }),
    ipEvents: ipEvents.map((event) => {
      const where = `${name}, addresses of ${event.account}`;
      const isThird = persons.has(event.account);
      // A port goes with its address: together they name a line.
      return { ...event, ip: isThird ? standInOf('ip', event.account) : clean(event.ip, where), port: isThird ? null : event.port, event: clean(event.event, where) };
    }),
    decisions: decisions.map((decision, index) => {
      const where = `${name}, decision ${index + 1}`;
      return { ...decision, by: clean(decision.by, where), dangerReason: decision.dangerReason === null ? null : clean(decision.dangerReason, where) };
    }),
  };
}

/**
 * Facts without what is to be taken out: persons give way to their stand-ins, marked messages to a mark, and every text is
 * gone through, also those that name the agency, the authority, the company and its people. What stays is what the desk has
 * from nobody: ids, numbers, hashes, times, names of exhibits, and words of its own vocabulary (`every-field.test.ts`).
 */
export async function redactFacts<P extends Parties>({ referral, danger, accounts, exhibits, notes, reports, custody }: Told<P>, takenOut: TakenOut): Promise<Told<P>> {
  const { redactor, persons, tell } = takenOut;
  const clean: Clean = (text, where) => redactor.redact(text, tell && ((found) => tell(found, where)));
  const without: ExhibitFacts[] = [];
  for (const exhibit of exhibits) without.push(await exhibitWithout(exhibit, takenOut, clean));
  return {
    referral: partiesWithout(referral, clean),
    danger: danger === null ? null : clean(danger, 'what the danger is'),
    accounts: accounts.map((account) => accountWithout(account, persons, clean)),
    exhibits: without,
    notes: notes.map((note, index) => {
      const where = `note ${index + 1}, version ${note.version}`;
      return { ...note, by: clean(note.by, where), text: clean(note.text, where) };
    }),
    reports: reportsWithout(reports, clean),
    custody: custodyWithout(custody, clean),
  };
}
