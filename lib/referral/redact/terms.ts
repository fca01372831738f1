import type { Finder } from './finder';
import { foldWhole } from './fold';
import { finderOf, similarOf } from './patterns';
import { type Person, REDACTED, standInOf } from './person';
import type { SharedTerm, TermKind, Where } from './schema';

/** Something that is looked for, with what stands in its place. */
export interface Term {
  /** As it was sent or typed. */
  readonly text: string;
  /** As it is compared; there is one term of it. */
  readonly folded: string;
  readonly kind: TermKind;
  readonly of: string | null;
  readonly where: Where;
  /** Somebody chose where, and not its kind and length. */
  readonly isChosen: boolean;
  readonly standIn: string;
  readonly finder: Finder;
  /** Other spellings, which are told and left. */
  readonly findSimilar: Finder | null;
}

export interface Wanted {
  readonly persons: readonly Person[];
  /** Everybody else of the case: what is theirs, too, stays. */
  readonly others: readonly Person[];
  readonly phrases: readonly string[];
  readonly choices: readonly { readonly term: string; readonly where: Where }[];
}

export interface Terms {
  readonly terms: readonly Term[];
  readonly shared: readonly SharedTerm[];
}

/** Shorter ones stand in the middle of too many other words. */
const INSIDE_WORDS_LEAST = 4;
const PART_LEAST = 3;

/** First and last names are words, too; an address of any kind is nothing else, wherever it stands. */
function usualWhere(kind: TermKind, folded: string): Where {
  if (kind === 'part') return 'nowhere';
  if (kind === 'email' || kind === 'ip' || kind === 'url' || kind === 'phone') return 'everywhere';
  return kind === 'name' || Array.from(folded).length < INSIDE_WORDS_LEAST ? 'words' : 'everywhere';
}

const isName = (kind: TermKind) => kind === 'id' || kind === 'screen' || kind === 'display' || kind === 'name';

/** Words of names of several words: people are called by one of them, which may be a word of the language as well. */
function partsOf({ name, identifiers }: Person): { kind: 'part'; text: string; of: string; standIn: string }[] {
  return identifiers
    .filter(({ kind }) => kind === 'display' || kind === 'name')
    .flatMap(({ text }) => text.split(/[^\p{L}\p{M}\p{N}'’]+/u))
    .filter((word) => Array.from(foldWhole(word)).length >= PART_LEAST)
    .map((text) => ({ kind: 'part', text, of: name, standIn: standInOf('part', name) }));
}

/**
 * What is looked for: marked words, every identifier of the persons to be taken out, and the words that their names are
 * made of, which are told of and taken out only where somebody chose so.
 */
export function termsOf({ persons, others, phrases, choices }: Wanted): Terms {
  const chosen = new Map(choices.map(({ term, where }) => [foldWhole(term), where]));
  const owners = new Map(others.flatMap(({ name, identifiers }) => identifiers.map(({ text }) => [foldWhole(text), name] as const)));
  const wanted = [
    ...phrases.map((text) => ({ kind: 'phrase' as const, text, of: null, standIn: REDACTED })),
    ...persons.flatMap(({ name, identifiers }) => identifiers.map(({ kind, text }) => ({ kind, text, of: name, standIn: standInOf(kind, name) }))),
    ...persons.flatMap(partsOf),
  ];
  const terms = new Map<string, Term>();
  const shared = new Map<string, SharedTerm>();
  for (const { kind, text, of, standIn } of wanted) {
    const folded = foldWhole(text);
    if (folded === '' || terms.has(folded)) continue;
    const owner = owners.get(folded);
    if (of !== null && owner !== undefined) {
      if (kind !== 'part') shared.set(folded, { term: text, kind, of, with: owner });
      continue;
    }
    const choice = chosen.get(folded);
    terms.set(folded, { text, folded, kind, of, where: choice ?? usualWhere(kind, folded), isChosen: choice !== undefined, standIn, finder: finderOf(kind, text), findSimilar: isName(kind) ? similarOf(text) : null });
  }
  return { terms: [...terms.values()], shared: [...shared.values()] };
}
