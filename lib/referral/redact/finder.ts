/** Where something stands in a folded text: from, until. */
export type Span = readonly [number, number];
export type Find = (folded: string) => Span[];

/** Looks for one thing. */
export interface Finder {
  readonly find: Find;
  /** Wherever it is found, one of these stands among the letters and digits there; null where nothing can be said. */
  readonly anchors: readonly string[] | null;
}

export const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

export function matching(source: string): Find {
  const pattern = new RegExp(source, 'gu');
  return (text) => Array.from(text.matchAll(pattern), (match) => [match.index, match.index + match[0].length] as const);
}

const NO_LETTER = /[^\p{L}\p{N}]+/gu;
/** Letters and digits alone, in their order: signs and spaces between them can be written in too many ways. */
export const squeezed = (folded: string): string => folded.replace(NO_LETTER, '');

/** Longer ones are rarer, and need as many lookups. */
export const ANCHOR_LENGTH = 4;
export const anchorOf = (letters: string): string => letters.slice(-ANCHOR_LENGTH);

/** Anchors of what stands in a text with all its letters in a row, whatever lies between them. Null where one has none. */
export function anchorsOf(texts: readonly string[]): readonly string[] | null {
  const anchors = texts.map((text) => anchorOf(squeezed(text)));
  return anchors.includes('') ? null : anchors;
}

/** Finds one of some texts, letter by letter. */
export function literally(texts: readonly string[]): Finder {
  return { find: matching(texts.map(escape).join('|')), anchors: anchorsOf(texts) };
}
