import type { ReportedFacts } from '../../../facts';
import { idWords, momentWords, sentence } from '../../words';
import type { Row } from '../paper/row';
import type { Book } from './book';
import { paragraph, plain, quiet, strong, table, type TableRow } from './rows';

/** What hotlines were told, and the numbers under which they have it. */
export function* reports({ facts: { reports: all, referral }, width }: Book): Generator<Row> {
  if (!referral.scope.withReports) {
    yield paragraph('Reports to hotlines are not part of what is handed over.', width);
    return;
  }
  if (all.length === 0) {
    yield paragraph('No report about these exhibits had been filed or drawn up when this was made, but for any that was withdrawn before it was filed.', width);
    return;
  }
  yield paragraph('“Viewed” says whether a person of the company had looked at the file itself, and not at a blurred preview, before it was reported.', width);
  yield* table([{ title: 'Hotline', width: 124 }, { title: 'State', width: 66 }, { title: 'Filed (UTC)', width: 108 }, { title: 'Receipt', width: 84 }, { title: 'Covers' }], all.map(reportRow), width);
}

function reportRow({ hotlineName, hotline, state, isTest, filedAt, receipt, exhibits, files }: ReportedFacts): TableRow {
  return {
    cells: [
      [strong(hotlineName), quiet(hotline)],
      [plain(sentence(idWords(state))), ...(isTest ? [quiet('as a test')] : [])],
      filedAt ? momentWords(filedAt) : 'Not filed',
      receipt ?? 'None',
      [plain(exhibits.join(', ')), ...files.map(({ file, isViewed }) => quiet(`${file}: ${isViewed ? 'viewed' : 'not viewed'}`))],
    ],
  };
}
