import { type Alarm, WITNESS_ALARMS } from '../schema';

/** What a witness reports where it has no checkpoint to sign: an alarm, or that the log has said nothing yet. */
export type Finding = Alarm | 'empty';

export interface Report {
  /** The log's name, so that a word about one log is none about another. */
  readonly log: string;
  readonly finding: Finding;
  /** Entries of the last checkpoint that was found good. */
  readonly size: number;
}

/** No checkpoint begins so: its second line is a number, and this one's is a name. The same key can sign both. */
const HEADER = 'watchkeeper witness report v1';
const TEXT = new RegExp(String.raw`^${HEADER}\n([^\n]+)\n(empty|${Object.keys(WITNESS_ALARMS).join('|')})\n(0|[1-9]\d{0,15})\n$`);

/** Four lines, to be signed as a note with a time (https://c2sp.org/signed-note, https://c2sp.org/tlog-cosignature). */
export const reportText = ({ log, finding, size }: Report): string => `${HEADER}\n${log}\n${finding}\n${size}\n`;

/** Undefined when the text is no report. */
export function parseReport(text: string): Report | undefined {
  const [, log, finding, size] = TEXT.exec(text) ?? [];
  return log === undefined ? undefined : { log, finding: finding as Finding, size: Number(size) };
}
