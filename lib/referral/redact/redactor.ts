import { toWellFormed } from '@/lib/kernel';
import { findAll, keptOf } from './find';
import { type Folded, fold } from './fold';
import type { Place, SharedTerm } from './schema';
import { type Term, type Wanted, termsOf } from './terms';

/** A place where a term was found, whether it was taken out there or not. */
export interface Found extends Omit<Place, 'in'> {
  readonly term: Term;
}

export interface Redactor {
  readonly terms: readonly Term[];
  readonly shared: readonly SharedTerm[];
  /** The text without what is to be taken out; each place is told to `tell`. */
  readonly redact: (text: string, tell?: (found: Found) => void) => string;
  /** Whether anything of the text would be taken out. */
  readonly isHidden: (text: string) => boolean;
}

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly standIn: string;
}

const AROUND = 40;

/** Where neighbours overlap, one stand-in takes the place of both: that of the longer. */
function joined(cuts: readonly Cut[]): Cut[] {
  const whole: Cut[] = [];
  for (const cut of [...cuts].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = whole.at(-1);
    if (!last || cut.start >= last.end) whole.push(cut);
    else if (cut.end > last.end) {
      const longer = cut.end - cut.start > last.end - last.start ? cut : last;
      whole[whole.length - 1] = { start: last.start, end: cut.end, standIn: longer.standIn };
    }
  }
  return whole;
}

function without(text: string, cuts: readonly Cut[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const { start, end, standIn } of cuts) {
    parts.push(text.slice(at, start), standIn);
    at = end;
  }
  return parts.join('') + text.slice(at);
}

const excerpt = (text: string): string => toWellFormed(text.replace(/\s+/gu, ' '));

/** Takes persons and marked words out of texts, the same way in every text. */
export function redactorOf(wanted: Wanted): Redactor {
  const { terms, shared } = termsOf(wanted);
  const kept = keptOf(wanted.others, terms);
  const rangeOf = ({ starts, ends }: Folded, [from, until]: readonly [number, number]) => ({ start: starts[from] ?? 0, end: ends[until - 1] ?? 0 });

  function redact(text: string, tell?: (found: Found) => void): string {
    if (terms.length === 0 || text === '') return text;
    const folded = fold(text);
    const hits = findAll(folded.text, terms, kept).map((hit) => ({ ...hit, ...rangeOf(folded, hit.span) }));
    if (tell) {
      for (const { term, start, end, left, isInsideWord } of hits.sort((a, b) => a.start - b.start)) {
        tell({ term, before: excerpt(text.slice(Math.max(0, start - AROUND), start)), found: excerpt(text.slice(start, end)), after: excerpt(text.slice(end, end + AROUND)), left, isInsideWord });
      }
    }
    return without(text, joined(hits.flatMap(({ left, start, end, term: { standIn } }) => (left === null ? [{ start, end, standIn }] : []))));
  }

  return { terms, shared, redact, isHidden: (text) => redact(text) !== text };
}
