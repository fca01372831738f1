import { countWords, listWords, utcWords } from '../../words';
import type { Row } from '../paper/row';
import type { Book } from './book';
import { bullet, paragraph, table } from './rows';

/** What was taken out before anything here was written. */
export function* redactions({ facts: { redactions: taken, exhibits }, width }: Book): Generator<Row> {
  const { persons, messages, phrases } = taken;
  const files = exhibits.flatMap((exhibit) => exhibit.files).filter(({ isTakenOut }) => isTakenOut);
  if (persons + messages + phrases === 0) {
    yield paragraph('Nothing was taken out of the texts of this package.', width);
    return;
  }
  yield paragraph(
    'This was taken out of the texts of this package before they were written; the company still has it. Only texts were gone through: pictures, sound, films and what a file says of itself are as they were received. A spelling that nobody foresaw can have stayed, and so can what is also a common word or part of somebody else’s own name or address.',
    width,
  );
  if (persons > 0) yield bullet(`Names, addresses and account numbers of ${countWords(persons, 'third person')}. A stand-in such as [person A4] is in their place.`, width);
  if (messages > 0) yield bullet(`The words of ${countWords(messages, 'message')}. [redacted] is in their place; who sent it and when is still there.`, width);
  if (files.length > 0) yield bullet(`${listWords(files.map(({ name }) => name))}, which only those messages carried. ${files.length === 1 ? 'Its hashes are' : 'Their hashes are'} told; the company keeps ${files.length === 1 ? 'it' : 'them'}.`, width);
  if (phrases > 0) yield bullet(`${countWords(phrases, 'phrase')} within other texts.`, width);
}

/**
 * Until when the company keeps what this is made of, as far as this agency is told: what a report started is told with that
 * report, and what others asked for is told to nobody else.
 */
export function* keeping({ facts: { clocks, referral }, width }: Book): Generator<Row> {
  const { agency, scope } = referral;
  const told = scope.withReports ? `Told here is what ${agency.name} asked to be kept, and what the law asks to be kept after a report that is part of this package.` : `Told here is only what ${agency.name} asked to be kept: reports to hotlines, after which the law asks for more, are not part of this package.`;
  yield paragraph(`${told} The company may have to keep the material for other reasons, which are not told.`, width);
  if (clocks.length === 0) {
    yield paragraph('There was none of it when this was made.', width);
    return;
  }
  yield paragraph('What one of these is about is kept at least until it ends, unless an authority that the law gives the right to demands that files be destroyed before.', width);
  yield* table([{ title: 'Why' }, { title: 'From', width: 128 }, { title: 'Until', width: 128 }], clocks.map(({ words, startsAt, endsAt }) => ({ cells: [words, utcWords(startsAt), endsAt ? utcWords(endsAt) : 'until it is lifted'] })), width);
}
