import { utcWords } from '../../words';
import type { Row } from '../paper/row';
import type { Book } from './book';
import { KINDS } from './cover';
import { pairs, paragraph, plain, quiet, section } from './rows';

/** On what it is handed over, what was asked for, and who agreed. */
export function* legalBasis({ facts: { referral, danger, exhibits }, width }: Book): Generator<Row> {
  const { legalBasis: basis, asked, scope } = referral;
  yield section('Legal basis', width);
  if (basis) {
    yield* pairs(
      [
        ['Kind', KINDS[referral.kind]],
        ['Process', basis.words],
        ['Reference', basis.reference],
        ['Authority', basis.authority],
        ['Issued', basis.issuedAt && utcWords(basis.issuedAt)],
        ['Due', basis.deadline && utcWords(basis.deadline)],
      ],
      width,
    );
  } else {
    yield paragraph('Nothing was demanded. This is handed over because the company believes in good faith that an emergency involving danger of death or serious physical injury to a person requires it without delay.', width);
    yield* pairs([['Danger', danger], ['Asked for by', asked && asked.authority], ['Their reference', asked && asked.reference]], width);
  }
  yield section('What is handed over', width);
  yield* pairs(
    [
      ['Exhibits', exhibits.map(({ name }) => name).join(', ')],
      ['Messages from', scope.from ? utcWords(scope.from) : 'the beginning of what the desk has'],
      ['Messages until', scope.until ? utcWords(scope.until) : 'the end of what the desk has'],
      ['Account data', yes(scope.withAccounts)],
      ['Reports filed', yes(scope.withReports)],
      ['Notes of reviewers', yes(scope.withNotes)],
    ],
    width,
  );
  yield section('Who asked, agreed and handed over', width);
  yield* pairs(
    [
      ['Drawn up by', [plain(referral.requestedBy), quiet(utcWords(referral.requestedAt))]],
      ['Agreed to by', [plain(referral.approvedBy), quiet(utcWords(referral.approvedAt))]],
      ['Released by', [plain(referral.releasedBy), quiet(utcWords(referral.releasedAt))]],
    ],
    width,
  );
  yield paragraph('Whoever agrees is never whoever drew it up. What was agreed to is bound by a hash, which was computed anew when it was released and when this was made: had it been another one, this would not have been made.', width);
}

const yes = (isIn: boolean): string => (isIn ? 'Included' : 'Not included');
