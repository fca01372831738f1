import { countWords, utcWords } from '../../words';
import type { Row } from '../paper/row';
import type { Book } from './book';
import { bullet, paragraph, table } from './rows';

/** What was taken out before anything here was written. */
export function* redactions({ facts: { redactions: taken }, width }: Book): Generator<Row> {
  const { persons, messages, phrases } = taken;
  if (persons + messages + phrases === 0) {
    yield paragraph('Nothing was taken out.', width);
    return;
  }
  yield paragraph('The following was taken out of every document of this package before it was written. It is in none of its bytes; the company still has it.', width);
  if (persons > 0) yield bullet(`Names, addresses and account numbers of ${countWords(persons, 'third person')}. A stand-in such as [person A4] is in their place.`, width);
  if (messages > 0) yield bullet(`The words of ${countWords(messages, 'message')}. [redacted] is in their place; who sent it and when is still there.`, width);
  if (phrases > 0) yield bullet(`${countWords(phrases, 'phrase')} within other texts.`, width);
}

/** Until when the company keeps what this is made of. */
export function* keeping({ facts: { clocks }, width }: Book): Generator<Row> {
  if (clocks.length === 0) {
    yield paragraph('No clock and no hold was running when this was made.', width);
    return;
  }
  yield paragraph('The material stays preserved as long as one of these runs.', width);
  yield* table([{ title: 'Why' }, { title: 'From', width: 128 }, { title: 'Until', width: 128 }], clocks.map(({ words, startsAt, endsAt }) => ({ cells: [words, utcWords(startsAt), endsAt ? utcWords(endsAt) : 'until it is lifted'] })), width);
}
