import type { CustodyEntry } from '../../../facts';
import { momentWords } from '../../words';
import type { Row } from '../paper/row';
import type { Book } from './book';
import { paragraph, plain, quiet, strong, table, type TableRow } from './rows';

/** Who had it, when, and what was done. */
export function* custody({ facts: { custody: all, referral }, width }: Book): Generator<Row> {
  yield paragraph(
    `Every event that touches this case, as the company's audit log has it. The log only grows: each entry has a number in it, and what was written cannot be changed or taken away without that being seen.${referral.profile === 'full' ? ' The file data/custody.jsonl has the same entries, and data/proofs a proof of each.' : ''}`,
    width,
  );
  yield* table([{ title: 'No.', width: 50, isRight: true }, { title: 'When (UTC)', width: 112 }, { title: 'Who', width: 82 }, { title: 'What' }, { title: 'About', width: 70 }], rowsOf(all), width);
}

function* rowsOf(entries: readonly CustodyEntry[]): Generator<TableRow> {
  for (const { index, at, actor, words, action, about, eventId } of entries) {
    yield { cells: [index === null ? '–' : String(index), momentWords(at), [strong(actor)], [plain(words), quiet(`${action} ${eventId}`)], about.join(', ')] };
  }
}
