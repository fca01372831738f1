import type { Span } from './finder';

const WORD = /[\p{L}\p{M}\p{N}_]/u;
/** Scripts that write no space between words: every sign of them may be the end of one. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
const DIGIT = /\d/;

const after = (text: string, at: number): string => (at < text.length ? String.fromCodePoint(text.codePointAt(at) ?? 0) : '');

function before(text: string, at: number): string {
  if (at <= 0) return '';
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff && at >= 2 ? text.slice(at - 2, at) : text.slice(at - 1, at);
}

const goOn = (one: string, other: string): boolean => WORD.test(one) && WORD.test(other) && !UNSPACED.test(one) && !UNSPACED.test(other);

export type Edge = 'word' | 'inside_word' | 'longer_number';

/** How what was found stands among its neighbours, in a folded text. */
export function edgeOf(text: string, [start, end]: Span): Edge {
  const sides = [
    [before(text, start), after(text, start)],
    [before(text, end), after(text, end)],
  ] as const;
  if (sides.some(([one, other]) => DIGIT.test(one) && DIGIT.test(other))) return 'longer_number';
  return sides.some(([one, other]) => goOn(one, other)) ? 'inside_word' : 'word';
}
