import { edgeOf } from './boundaries';
import { foldWhole } from './fold';
import { type Find, type Span, finderOf } from './patterns';
import type { Person } from './person';
import type { LeftWhy } from './schema';
import type { Term } from './terms';

/** A term, or what reads like one, in a folded text. */
export interface Hit {
  readonly term: Term;
  readonly span: Span;
  /** Null where it is taken out. */
  readonly left: LeftWhy | null;
  readonly isInsideWord: boolean;
}

const within = ([start, end]: Span, [from, until]: Span) => from <= start && end <= until;
const meet = ([start, end]: Span, [from, until]: Span) => start < until && from < end;

/** Longer identifiers of other people that hold a term: `user-47` is not `user-4`, and stays whole. A name of several words protects nothing. */
export function keptOf(others: readonly Person[], terms: readonly Term[]): Find[] {
  return others
    .flatMap(({ identifiers }) => identifiers)
    .filter(({ text }) => {
      const folded = foldWhole(text);
      return !folded.includes(' ') && terms.some((term) => folded.length > term.folded.length && folded.includes(term.folded));
    })
    .map(({ kind, text }) => finderOf(kind, text));
}

/** Marked words mean these characters wherever they stand; an identifier means its owner, and in a longer one stands another. */
function judge(text: string, term: Term, span: Span, kept: readonly Span[]): Hit {
  const edge = edgeOf(text, span);
  const isOwned = term.of !== null;
  const isInsideWord = edge !== 'word';
  const left = ((): LeftWhy | null => {
    if (term.where === 'nowhere') return 'chosen';
    if (isOwned && kept.some((other) => within(span, other))) return 'part_of_another';
    if (isOwned && edge === 'longer_number' && !term.isChosen) return 'longer_number';
    return isInsideWord && term.where === 'words' ? 'inside_word' : null;
  })();
  return { term, span, left, isInsideWord };
}

/** Everything of the terms in a folded text, in no order; what stays is told with the reason. */
export function findAll(text: string, terms: readonly Term[], kept: readonly Find[]): Hit[] {
  const protectedSpans = kept.flatMap((find) => find(text)).filter((span) => edgeOf(text, span) === 'word');
  const hits = terms.flatMap((term) => term.find(text).map((span) => judge(text, term, span, protectedSpans)));
  const taken = hits.filter(({ left }) => left === null).map(({ span }) => span);
  const similar = terms.flatMap((term) =>
    (term.findSimilar?.(text) ?? [])
      .filter((span) => edgeOf(text, span) === 'word' && !hits.some((hit) => hit.term === term && meet(hit.span, span)) && !taken.some((other) => meet(span, other)) && !protectedSpans.some((other) => within(span, other)))
      .map((span): Hit => ({ term, span, left: 'similar', isInsideWord: false })),
  );
  // A word of a name is told only where the name itself was not found.
  return [...hits.filter(({ term, span, left }) => term.kind !== 'part' || left === null || !taken.some((other) => within(span, other))), ...similar];
}
