import { mayTurn } from './bidi-class';
import { type Ink, type Line, type Ruler, STAND_IN_PADDING, type Style, type Word, standInStyle } from './ink';
import { piecesOf } from './readable';
import { turnedInks } from './turn';

const NEW_LINE = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
const WORD = / +|[^ ]+ */g;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Cuts a word that is wider than a line into parts that are not, between what people take for characters. */
function cut(text: string, width: number, style: Style, ruler: Ruler): string[] {
  const parts: string[] = [];
  let [part, used] = ['', 0];
  for (const { segment } of graphemes.segment(text)) {
    const more = ruler.widthOf(segment, style);
    if (part && used + more > width) {
      parts.push(part);
      [part, used] = ['', 0];
    }
    part += segment;
    used += more;
  }
  return [...parts, part];
}

function wordsOf(text: string, width: number, style: Style, ruler: Ruler): Word[] {
  return piecesOf(text, (codePoint) => ruler.has(style.face, codePoint)).flatMap((piece) => {
    if (piece.standsFor !== null) {
      const boxed = ruler.widthOf(piece.text, standInStyle(style)) + 2 * STAND_IN_PADDING;
      return [{ ...piece, width: boxed, inkWidth: boxed }];
    }
    return (piece.text.match(WORD) ?? []).flatMap((word) => {
      const parts = ruler.widthOf(word.trimEnd(), style) > width ? cut(word, width, style, ruler) : [word];
      return parts.map((part) => ({ text: part, standsFor: null, width: ruler.widthOf(part, style), inkWidth: ruler.widthOf(part.trimEnd(), style) }));
    });
  });
}

/** Words of one line each. */
function* broken(words: readonly Word[], width: number): Generator<Word[]> {
  let [line, used]: [Word[], number] = [[], 0];
  for (const word of words) {
    if (line.length > 0 && used + word.inkWidth > width) {
      yield line;
      [line, used] = [[], 0];
    }
    line.push(word);
    used += word.width;
  }
  yield line;
}

/** Neighbouring words become one ink: fewer operators, and words that a reader's search finds. */
function straightInks(words: readonly Word[]): Ink[] {
  const inks: Ink[] = [];
  let x = 0;
  for (const { text, standsFor, width } of words) {
    const last = inks.at(-1);
    if (last && last.standsFor === null && standsFor === null) inks[inks.length - 1] = { ...last, text: last.text + text, width: last.width + width };
    else inks.push({ text, standsFor, x, width });
    x += width;
  }
  return inks;
}

/** Spaces at the end of a line need no room. */
const trimmed = (line: readonly Word[]): Word[] => line.map((word, at) => (at === line.length - 1 ? { ...word, text: word.text.trimEnd(), width: word.inkWidth } : word));

/** A text as lines of at most this width, in points; every line feed of its own begins one. */
export function breakLines(text: string, width: number, style: Style, ruler: Ruler): Line[] {
  return text.split(NEW_LINE).flatMap((paragraph) => {
    const lines = [...broken(wordsOf(paragraph, width, style, ruler), width)].map(trimmed);
    const turned = mayTurn(paragraph) ? turnedInks(lines, style, ruler) : null;
    const isRight = style.align === 'right' || (style.align === 'natural' && turned?.base === 1);
    return lines.map((words, at) => {
      const inks = turned?.inks[at] ?? straightInks(words);
      const used = words.reduce((sum, word) => sum + word.width, 0);
      const shift = isRight ? Math.max(0, width - used) : 0;
      return { inks: inks.map((ink) => ({ ...ink, x: ink.x + shift })), isTurned: turned !== null, width: used, style };
    });
  });
}
