import { type Base, baseOf, levelsOf, type Placed, visualOrder } from './bidi';
import { bidiClassOf, mayTurn, mirrorOf } from './bidi-class';
import type { Ink, Ruler, Style, Word } from './ink';

interface Atom extends Placed {
  readonly standsFor: string | null;
  readonly width: number;
}

function atomsOf(word: Word): Atom[] {
  if (word.standsFor === null) return [...word.text].map((character) => ({ character, bidi: bidiClassOf(character), standsFor: null, width: 0 }));
  // A stand-in is one thing within its text: it takes the direction of what it stands for, and is not turned within itself.
  return [{ character: word.text, bidi: /^[\p{L}\p{N}]/u.test(word.standsFor) ? 'L' : 'ON', standsFor: word.standsFor, width: word.width }];
}

interface Stretch {
  readonly atoms: Atom[];
  readonly level: number;
}

/** What runs one way without a stand-in between, from left to right; the atoms of each in the order of reading. */
function stretchesOf(atoms: readonly Atom[], levels: readonly number[]): Stretch[] {
  const stretches: (Stretch & { last: number })[] = [];
  for (const at of visualOrder(levels)) {
    const [atom, level] = [atoms[at], levels[at] ?? 0];
    if (!atom) continue;
    const before = stretches.at(-1);
    const isNext = before?.level === level && before.last === at + (level % 2 === 1 ? 1 : -1) && atom.standsFor === null && before.atoms[0]?.standsFor === null;
    if (isNext && level % 2 === 1) before.atoms.unshift(atom);
    else if (isNext) before.atoms.push(atom);
    else stretches.push({ atoms: [atom], level, last: at });
    const now = stretches.at(-1);
    if (now) now.last = at;
  }
  return stretches;
}

/** Letters and Arabic digits: the first of them says to the font which way it sets a text. */
const SETS_WAY = /[\p{L}\u0660-\u066c\u06f0-\u06f9]/u;

/** The font turns a text by itself that begins so, and leaves punctuation alone that stands by itself among such. */
const turnedByFont = (text: string): boolean => mayTurn(SETS_WAY.exec(text)?.[0] ?? '');

const reversed = (text: string): string => [...text].reverse().join('');

function textsOf({ atoms, level }: Stretch): string[] {
  const text = atoms.map(({ character }) => character).join('');
  if (level % 2 === 0) return [turnedByFont(text) ? reversed(text) : text];
  const words = text.match(/ +|[^ ]+/g) ?? [];
  return words.reverse().map((word) => {
    const mirrored = [...word].map(mirrorOf).join('');
    return turnedByFont(mirrored) ? mirrored : reversed(mirrored);
  });
}

/**
 * Lines of one paragraph in which something runs from right to left, each as inks from left to right. Directions are
 * those of the whole paragraph, so that a line does not read otherwise for where it was broken.
 */
export function turnedInks(lines: readonly (readonly Word[])[], style: Style, ruler: Ruler): { inks: Ink[][]; base: Base } {
  const atoms = lines.map((line) => line.flatMap(atomsOf));
  const all = atoms.flat();
  const base = baseOf(all);
  const levels = levelsOf(all, base);
  let from = 0;
  const inks = atoms.map((line) => {
    let x = 0;
    const drawn = stretchesOf(line, levels.slice(from, from + line.length)).flatMap((stretch) => {
      const [only] = stretch.atoms;
      const pieces = only && only.standsFor !== null ? [{ text: only.character, standsFor: only.standsFor, width: only.width }] : textsOf(stretch).map((text) => ({ text, standsFor: null, width: ruler.widthOf(text, style) }));
      return pieces.map((piece) => ({ ...piece, x: (x += piece.width) - piece.width }));
    });
    from += line.length;
    return drawn;
  });
  return { inks, base };
}
