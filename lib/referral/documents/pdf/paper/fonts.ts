import { join } from 'node:path';
import { type Face, type Ruler, type Style } from '../text/ink';
import { type FontMetrics, readFont } from './font-file';

const FOLDER = join('node_modules', 'dejavu-fonts-ttf', 'ttf');
const FILES: Readonly<Record<Face, string>> = { regular: 'DejaVuSansCondensed.ttf', bold: 'DejaVuSansCondensed-Bold.ttf', mono: 'DejaVuSansMono.ttf' };
export const FACES = Object.keys(FILES) as Face[];

const read = new Map<Face, FontMetrics>();

/** A font of ours; read once, when the first document is written. */
export function fontOf(face: Face): FontMetrics {
  const known = read.get(face) ?? readFont(join(FOLDER, FILES[face]));
  read.set(face, known);
  return known;
}

/** Scripts in which a text is as wide as its characters together; others are shaped before anybody knows. */
const SIMPLE = /^[ -\u02ff\u0370-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u2bff]*$/;
/** So many shaped texts are remembered; a conversation says most of its words again. */
const REMEMBERED = 5_000;

/** Measures with the fonts' own tables, and asks `shaped` for the width of what has to be shaped first. */
export function rulerOf(shaped: (text: string, style: Style) => number): Ruler {
  const known = new Map<string, number>();
  return {
    has: (face, codePoint) => fontOf(face).has(codePoint),
    widthOf(text, style) {
      if (SIMPLE.test(text)) {
        const font = fontOf(style.face);
        let width = 0;
        for (const character of text) width += font.advanceOf(character.codePointAt(0) ?? 0);
        return (width * style.size) / 1000;
      }
      const key = `${style.face} ${style.size} ${text}`;
      const width = known.get(key) ?? shaped(text, style);
      if (known.size >= REMEMBERED) known.clear();
      known.set(key, width);
      return width;
    },
  };
}
