import type { ReferralFacts } from '../../../facts';
import type { Row } from '../paper/row';
import type { Book } from './book';
import { bullet } from './rows';

/** What its names, times, brackets and signs mean. */
export function* reading({ facts, width }: Book): Generator<Row> {
  for (const text of wordsFor(facts)) yield bullet(text, width);
}

function wordsFor({ referral: { profile } }: ReferralFacts): string[] {
  const whole = profile === 'full' ? 'data/case.jsonld' : 'messages.csv';
  return [
    'Exhibits are called E01, E02 and so on, and their files E01-1, E01-2. They keep these names in every referral of this case. Accounts are called A1, A2 and so on; A1 is the subject.',
    'Times are in UTC. Below them, in small print, is the time as the platform wrote it, with its own offset from UTC.',
    'What was flagged has a bar at its left and says so.',
    'Words in square brackets, such as [redacted] or [person A4], stand where something was taken out before this was written; see “Redactions”.',
    `A character that has no shape in the letters used here (emoji, Chinese and others), and one without ink that could change how a text reads, is shown by its Unicode number on grey: 🍅. Copied from this document it is the character itself, and ${whole} has it as it was sent. Marks that only choose between two shapes of a character are left out.`,
    'Text that is read from right to left, such as Arabic and Hebrew, is set from right to left; numbers and Latin words within it keep their own direction.',
  ];
}
