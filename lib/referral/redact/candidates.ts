import { ANCHOR_LENGTH, type Finder, squeezed } from './finder';

interface Looked {
  readonly finder: Finder;
  readonly findSimilar: Finder | null;
}

/**
 * Of many things to be looked for, those that a text can have at all: it is gone through once, however many there are, and
 * most texts name nobody.
 */
export function candidatesOf<T extends Looked>(terms: readonly T[]): (folded: string) => T[] {
  const always: T[] = [];
  const byAnchor = new Map<string, T[]>();
  const add = (term: T, anchor: string) => byAnchor.set(anchor, [...(byAnchor.get(anchor) ?? []), term]);
  for (const term of terms) {
    const { finder: { anchors }, findSimilar } = term;
    const similar = findSimilar ? findSimilar.anchors : [];
    if (anchors === null || similar === null) always.push(term);
    else for (const anchor of new Set([...anchors, ...similar])) add(term, anchor);
  }
  const lengths = Array.from({ length: ANCHOR_LENGTH }, (_, at) => at + 1).filter((length) => [...byAnchor.keys()].some((anchor) => anchor.length === length));
  return (folded) => {
    const letters = squeezed(folded);
    const found = new Set(always);
    for (let at = 0; at < letters.length; at += 1) {
      for (const length of lengths) {
        for (const term of byAnchor.get(letters.slice(at, at + length)) ?? []) found.add(term);
      }
    }
    return [...found];
  };
}
