import type { ReferralFacts } from '../../facts';
import { countWords, fileWords, utcWords } from '../words';

/** By what right it is handed over, on a line. */
function basisOf({ legalBasis, asked }: ReferralFacts['referral']): string {
  const { reference = '', authority = '' } = legalBasis ?? asked ?? {};
  return [legalBasis?.words ?? 'Emergency: danger of death or serious injury, without legal process', reference, authority].filter(Boolean).join(', ');
}

const indented = (text: string): string => text.split(/\r?\n/).map((line) => `  ${line}`.trimEnd()).join('\n');

/** README.txt: what lies in a package without a bag around it, and how to see that all of it is there. */
export function readme({ referral, danger, exhibits }: ReferralFacts): string {
  const { number, isTest, caseNumber, profile, provider, agency, madeAt } = referral;
  const files = exhibits.flatMap((exhibit) => exhibit.files);
  const title = `Referral ${number}`;
  const hasFiles = profile !== 'report_only';
  return `${isTest ? 'TEST MODE: made by a deployment in test mode. It describes no real incident.\n\n' : ''}${title}
${'='.repeat(title.length)}

For      ${agency.name}
From     ${provider.name}, ${[provider.contact, provider.email, provider.phone].filter(Boolean).join(', ')}
Case     ${caseNumber}
Basis    ${basisOf(referral)}
Made     ${utcWords(madeAt)}
Holds    ${countWords(exhibits.length, 'exhibit')}, ${hasFiles ? fileWords(files) : `the hashes of ${countWords(files.length, 'file')}, and not the files`}
${danger === null ? '' : `
Why without legal process

${indented(danger)}
`}
What is here

  report.pdf            Begin here: everything, to be read and printed.
${hasFiles ? '  files/                The files as they were received: E01-1 is the first of exhibit E01.\n' : ''}  accounts.csv          Accounts: A1 is the subject.
  items.csv             Exhibits, one a line.
  messages.csv          Messages, flagged ones marked; words in [brackets] stand for what was taken out.
  files.csv             Files with their hashes.
  signals.csv           Why each exhibit was flagged.
  ip-events.csv         Where accounts connected from.
  decisions.csv         What reviewers decided.
  reports.csv           Reports to hotlines, with their receipts.
  notes.csv             Notes of reviewers, where they were asked for.
  custody.csv           The custody log.
  manifest-sha256.txt   The SHA-256 of every other file.

About the tables

  They are CSV in UTF-8 with a byte order mark; the first line names the columns, and every cell is in quotes. Times are
  in UTC. Columns that end in _as_sent have the time as the platform wrote it. Several names in one cell are separated by
  spaces. Where a cell would begin with = + - @, a tab or a line break, an apostrophe stands before it: a spreadsheet would
  run it as a formula otherwise. The apostrophe is not part of what was sent.

How to verify

  In this folder, run:     sha256sum --strict -c manifest-sha256.txt
  Every line has to end in OK, and no file may be here that the manifest does not name.

The people of the desk go by pseudonyms; ${provider.name} knows who they are.
`;
}
