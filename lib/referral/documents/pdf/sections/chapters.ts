import type { Row } from '../paper/row';
import { accounts } from './accounts';
import type { Book } from './book';
import { conversations } from './conversation';
import { cover } from './cover';
import { custody } from './custody';
import { decisions } from './decisions';
import { exhibitTable } from './exhibits';
import { keeping, redactions } from './keeping';
import { legalBasis } from './legal-basis';
import { notes } from './notes';
import { reading } from './reading';
import { reports } from './reports';
import { chapter } from './rows';
import { summary } from './summary';
import { verify } from './verify';

interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly write: (book: Book) => Iterable<Row>;
  /** On a page of its own; others go on where the one before them ended. */
  readonly isFirst?: boolean;
  /** Left out of a referral that has none of it. */
  readonly isIn?: (book: Book) => boolean;
}

const CHAPTERS: readonly Chapter[] = [
  { id: 'summary', title: 'Summary', write: summary, isFirst: true },
  { id: 'reading', title: 'How to read these pages', write: reading },
  { id: 'legal-basis', title: 'Legal basis and scope', write: legalBasis },
  { id: 'exhibits', title: 'Exhibits', write: exhibitTable, isFirst: true },
  { id: 'accounts', title: 'Accounts', write: accounts },
  { id: 'conversations', title: 'Conversations', write: conversations, isFirst: true, isIn: ({ facts }) => facts.exhibits.length > 0 },
  { id: 'decisions', title: 'Decisions', write: decisions, isFirst: true },
  { id: 'reports', title: 'Reports filed', write: reports },
  { id: 'notes', title: 'Notes of reviewers', write: notes, isIn: ({ facts }) => facts.referral.scope.withNotes },
  { id: 'redactions', title: 'Redactions', write: redactions },
  { id: 'keeping', title: 'How long it is kept', write: keeping },
  { id: 'custody', title: 'Custody log', write: custody, isFirst: true },
  { id: 'verify', title: 'How to verify', write: verify, isFirst: true },
];

/** The whole document, row by row, in the order of reading. */
export function* chapters(book: Book): Generator<Row> {
  const written = CHAPTERS.filter(({ isIn }) => isIn?.(book) ?? true);
  yield* cover(book, written);
  for (const { id, title, write, isFirst } of written) {
    yield chapter({ id, title, depth: 0 }, book.width, isFirst);
    yield* write(book);
  }
}
