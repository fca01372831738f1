import { edgeOf } from './boundaries';
import { foldWhole } from './fold';
import type { Find, Span } from './finder';
import { finderOf } from './patterns';
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

const isNumber = (kind: Person['identifiers'][number]['kind']) => kind === 'phone' || kind === 'email';

/**
 * Identifiers of other people in which a term would be found: `user-47` is not `user-4`, and stays whole, and so does another
 * spelling of an address or a number that both have. A name of several words protects nothing.
 */
export function keptOf(others: readonly Person[], terms: readonly Term[]): Find[] {
  return others
    .flatMap(({ identifiers }) => identifiers)
    .filter(({ kind, text }) => {
      const folded = foldWhole(text);
      return (isNumber(kind) || !folded.includes(' ')) && terms.some((term) => folded !== term.folded && term.finder.find(folded).length > 0);
    })
    .map(({ kind, text }) => finderOf(kind, text).find);
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
  const found = terms.map((term) => ({ term, spans: term.finder.find(text), similar: term.findSimilar?.find(text) ?? [] }));
  if (found.every(({ spans, similar }) => spans.length + similar.length === 0)) return [];
  const protectedSpans = kept.flatMap((find) => find(text)).filter((span) => edgeOf(text, span) === 'word');
  const hits = found.flatMap(({ term, spans }) => spans.map((span) => judge(text, term, span, protectedSpans)));
  const taken = hits.filter(({ left }) => left === null).map(({ span }) => span);
  const others = found.flatMap(({ term, similar }) =>
    similar
      .filter((span) => edgeOf(text, span) === 'word' && !hits.some((hit) => hit.term === term && meet(hit.span, span)) && !taken.some((other) => meet(span, other)) && !protectedSpans.some((other) => within(span, other)))
      .map((span): Hit => ({ term, span, left: 'similar', isInsideWord: false })),
  );
  // A word of a name is told only where the name itself was not found.
  return [...hits.filter(({ term, span, left }) => term.kind !== 'part' || left === null || !taken.some((other) => within(span, other))), ...others];
}
