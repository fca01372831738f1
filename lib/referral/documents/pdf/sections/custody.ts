import type { CustodyEntry, ReferralFacts } from '../../../facts';
import { momentWords } from '../../words';
import type { Row } from '../paper/row';
import type { Book } from './book';
import { paragraph, plain, quiet, strong, table, type TableRow } from './rows';

/** Who had it, when, and what was done. */
export function* custody({ facts, width }: Book): Generator<Row> {
  for (const words of whatIsTold(facts)) yield paragraph(words, width);
  yield* table([{ title: 'No.', width: 50, isRight: true }, { title: 'When (UTC)', width: 112 }, { title: 'Who', width: 82 }, { title: 'What' }, { title: 'About', width: 70 }], rowsOf(facts.custody), width);
}

/** What `custody/which.ts` tells and leaves out, for whoever would take the list for all that there is. */
function whatIsTold({ custody: entries, referral: { profile, scope, agency } }: ReferralFacts): string[] {
  const [told, untold] = scope.withReports ? [' reported it to a hotline,', ''] : ['', ' reports to hotlines, unless a file was taken along for one,'];
  return [
    `What was done with what is handed over here, as the company's audit log has it: who received it, read it, saw a file of it, decided about it,${told} and handed it to ${agency.name}. Other events of the log are not told: attempts that were refused, other parts of the case, what was handed to other authorities, what keeps the material,${untold} notes, and how people of the company agreed among themselves.`,
    'The log only grows, and states of it are signed: an entry that is changed or taken away later does not fit them any more. Each entry has a number in it; the numbers in between are those of other events.',
    ...(profile === 'full' ? [`The file data/custody.jsonl has the same entries, and data/proofs a proof of each.${entries.some(({ leaf }) => leaf === null) ? ' Where the log’s own words hold something that does not leave the company, their hash is in their place.' : ''}`] : []),
  ];
}

function* rowsOf(entries: readonly CustodyEntry[]): Generator<TableRow> {
  for (const { index, at, actor, words, action, about, eventId } of entries) {
    yield { cells: [index === null ? '–' : String(index), momentWords(at), [strong(actor)], [plain(words), quiet(`${action} ${eventId}`)], about.join(', ')] };
  }
}
