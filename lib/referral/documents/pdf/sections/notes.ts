import { momentWords } from '../../words';
import type { Row } from '../paper/row';
import type { Book } from './book';
import { paragraph, plain, quiet, strong, table } from './rows';

/** What reviewers wrote down, in every wording. */
export function* notes({ facts: { notes: all }, width }: Book): Generator<Row> {
  if (all.length === 0) {
    yield paragraph('Nobody wrote a note.', width);
    return;
  }
  yield paragraph('A note can be written anew and never over: each of its wordings is here.', width);
  yield* table([{ title: 'When (UTC)', width: 108 }, { title: 'By', width: 70 }, { title: 'Note' }], all.map(({ by, at, version, text }) => ({ cells: [[plain(momentWords(at)), quiet(`wording ${version}`)], [strong(by)], text] })), width);
}
