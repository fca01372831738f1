import { toWellFormed } from '@/lib/kernel';
import { candidatesOf } from './candidates';
import { findAll, keptOf } from './find';
import type { Folded } from './fold';
import { readingsOf } from './readings';
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

interface Located extends Cut {
  readonly term: Term;
  readonly left: Found['left'];
  readonly isInsideWord: boolean;
}

const meet = (one: Cut, other: Cut) => one.start < other.end && other.start < one.end;

/** A further reading of a text adds what no reading before it had found: that something is taken out counts for more than that it stays. */
function added(known: readonly Located[], next: readonly Located[]): Located[] {
  const isKnown = (hit: Located) => known.some((other) => other.term === hit.term && meet(other, hit) && (other.left === null || hit.left !== null));
  const fresh = next.filter((hit) => !isKnown(hit));
  const all = [...known.filter((hit) => !fresh.some((other) => other.term === hit.term && meet(other, hit))), ...fresh];
  // A word of a name that goes with the whole of it is told with that.
  return all.filter((hit) => hit.term.kind !== 'part' || hit.left === null || !all.some((other) => other.left === null && other.start <= hit.start && hit.end <= other.end));
}

const excerpt = (text: string): string => toWellFormed(text.replace(/\s+/gu, ' '));

/** Takes persons and marked words out of texts, the same way in every text. */
export function redactorOf(wanted: Wanted): Redactor {
  const { terms, shared } = termsOf(wanted);
  const kept = keptOf(wanted.others, terms);
  const candidates = candidatesOf(terms);
  const rangeOf = ({ starts, ends }: Folded, [from, until]: readonly [number, number]) => ({ start: starts[from] ?? 0, end: ends[until - 1] ?? 0 });

  function redact(text: string, tell?: (found: Found) => void): string {
    if (terms.length === 0 || text === '') return text;
    const hits = readingsOf(text)
      .map((folded) => findAll(folded.text, candidates(folded.text), kept).map(({ term, span, left, isInsideWord }): Located => ({ term, left, isInsideWord, standIn: term.standIn, ...rangeOf(folded, span) })))
      .reduce(added);
    if (tell) {
      for (const { term, start, end, left, isInsideWord } of hits.sort((a, b) => a.start - b.start)) {
        tell({ term, before: excerpt(text.slice(Math.max(0, start - AROUND), start)), found: excerpt(text.slice(start, end)), after: excerpt(text.slice(end, end + AROUND)), left, isInsideWord });
      }
    }
    return without(text, joined(hits.filter(({ left }) => left === null)));
  }

  return { terms, shared, redact, isHidden: (text) => redact(text) !== text };
}
