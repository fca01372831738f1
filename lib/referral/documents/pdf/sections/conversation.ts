import type { AccountFacts, ExhibitFacts, MessageFacts } from '../../../facts';
import { encryptionWords, momentWords, utcWords } from '../../words';
import { COLOR, STYLE } from '../paper/look';
import type { Row, Text } from '../paper/row';
import { type Book, exhibitMark } from './book';
import { pairs, paragraph, part, plain, quiet, section, strong, table, type TableRow } from './rows';

/** Exhibit by exhibit: what is known about it, why it was flagged, what was said, and where accounts connected from. */
export function* conversations({ facts: { exhibits, accounts }, width }: Book): Generator<Row> {
  const byName = new Map(accounts.map((account) => [account.name, account]));
  for (const exhibit of exhibits) yield* exhibitRows(exhibit, byName, width);
}

function* exhibitRows(exhibit: ExhibitFacts, byName: ReadonlyMap<string, AccountFacts>, width: number): Generator<Row> {
  const { name, conversation } = exhibit;
  yield part({ id: exhibitMark(name), title: `Exhibit ${name}`, depth: 1 }, width);
  yield* pairs(
    [
      ['Platform', exhibit.platform],
      ['Its reference', exhibit.externalId],
      ['Occurred', [plain(utcWords(exhibit.occurredAt)), quiet(`as sent: ${exhibit.occurredAtText}`)]],
      ['Received', utcWords(exhibit.receivedAt)],
      ['Conversation', conversation && [plain(conversation.externalId), ...(conversation.encryption ? [quiet(encryptionWords(conversation.encryption))] : [])]],
      ['Takes part', exhibit.participants.join(', ')],
      ['Why it was flagged', exhibit.signals.map(({ words, file }) => plain(file ? `${words} (${file})` : words))],
    ],
    width,
  );
  if (exhibit.messages.length === 0) yield paragraph('No messages of it are handed over.', width);
  else {
    yield section(`Messages of ${name}`, width);
    yield* table([{ title: 'Sent (UTC)', width: 124 }, { title: 'From', width: 92 }, { title: `Message in ${name}` }], messageRows(exhibit.messages, byName), width);
  }
  if (exhibit.ipEvents.length > 0) {
    yield section(`Connections of ${name}`, width);
    yield* table([{ title: 'At (UTC)', width: 150 }, { title: 'Account', width: 60 }, { title: 'What', width: 90 }, { title: 'IP address' }, { title: 'Port', width: 46, isRight: true }], ipRows(exhibit), width);
  }
}

function* messageRows(messages: readonly MessageFacts[], byName: ReadonlyMap<string, AccountFacts>): Generator<TableRow> {
  for (const message of messages) {
    const known = byName.get(message.sender);
    yield {
      cells: [[plain(momentWords(message.sentAt)), quiet(message.sentAtText)], [strong(message.sender), ...(known?.screenName ? [quiet(known.screenName)] : [])], saidIn(message)],
      ...(message.isFlagged ? { bar: COLOR.flag, fill: COLOR.flagTint } : {}),
    };
  }
}

function saidIn({ text, isFlagged, files, externalId }: MessageFacts): Text[] {
  return [
    ...(isFlagged ? [{ text: 'Flagged', style: STYLE.flag }] : []),
    text === null ? quiet('(no words)') : { text, style: STYLE.spoken },
    ...(files.length > 0 ? [plain(`${files.length === 1 ? 'File' : 'Files'}: ${files.join(', ')}`, 2)] : []),
    quiet(externalId, 2),
  ];
}

function* ipRows({ ipEvents }: ExhibitFacts): Generator<TableRow> {
  for (const { account, ip, port, event, at, atText } of ipEvents) {
    yield { cells: [[plain(momentWords(at)), quiet(atText)], [strong(account)], event, ip, port === null ? '' : String(port)] };
  }
}
