import type { AccountFacts, ExhibitFacts, NoteFacts } from '../facts';
import { REDACTED, standInOf } from './person';
import type { Found, Redactor } from './redactor';
import { inTurns } from './turns';

/** The part of a referral's facts that people wrote or are named in. */
export interface Told {
  readonly danger: string | null;
  readonly accounts: readonly AccountFacts[];
  readonly exhibits: readonly ExhibitFacts[];
  readonly notes: readonly NoteFacts[];
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

type Clean = (text: string, where: string) => string;

function accountWithout(account: AccountFacts, persons: ReadonlySet<string>, clean: Clean): AccountFacts {
  const { name, screenName, displayName, profileUrl, emails, externalId } = account;
  if (persons.has(name)) {
    const standIn = standInOf('id', name);
    return {
      ...account,
      externalId: standIn,
      screenName: screenName === null ? null : standIn,
      displayName: displayName === null ? null : standIn,
      profileUrl: profileUrl === null ? null : standInOf('url', name),
      emails: emails.map(() => standInOf('email', name)),
      isThirdPerson: true,
    };
  }
  const where = `account ${name}`;
  const maybe = (text: string | null) => (text === null ? null : clean(text, where));
  return { ...account, externalId: clean(externalId, where), screenName: maybe(screenName), displayName: maybe(displayName), profileUrl: maybe(profileUrl), emails: emails.map((address) => clean(address, where)) };
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
  const { name, externalId, conversation, messages, signals, ipEvents, decisions } = exhibit;
  return {
    ...exhibit,
    externalId: clean(externalId, `${name}, its reference`),
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
    decisions: decisions.map((decision, index) => ({ ...decision, dangerReason: decision.dangerReason === null ? null : clean(decision.dangerReason, `${name}, decision ${index + 1}`) })),
  };
}

/**
 * Facts without what is to be taken out: persons give way to their stand-ins, marked messages to a mark, and every text is
 * gone through. What the desk makes itself (hashes, times, names of exhibits) and what the agency wrote stays.
 */
export async function redactFacts({ danger, accounts, exhibits, notes }: Told, takenOut: TakenOut): Promise<Told> {
  const { redactor, persons, tell } = takenOut;
  const clean: Clean = (text, where) => redactor.redact(text, tell && ((found) => tell(found, where)));
  const without: ExhibitFacts[] = [];
  for (const exhibit of exhibits) without.push(await exhibitWithout(exhibit, takenOut, clean));
  return {
    danger: danger === null ? null : clean(danger, 'what the danger is'),
    accounts: accounts.map((account) => accountWithout(account, persons, clean)),
    exhibits: without,
    notes: notes.map((note, index) => ({ ...note, text: clean(note.text, `note ${index + 1}, version ${note.version}`) })),
  };
}
