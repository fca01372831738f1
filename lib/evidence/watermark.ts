import { drawText } from './glyphs';

const LEADING = 10;
/** Dots of the letters are this many pixels wide on a picture of up to so many pixels: they outlive being shown at half size. */
const DOTS = [{ upTo: 800, dot: 3 }, { upTo: 1200, dot: 4 }, { upTo: Infinity, dot: 5 }];

export interface Viewer {
  /** The pseudonym, for example MO-04. */
  readonly name: string;
  readonly at: Date;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * One tile of the mark that is laid all over a picture of this size, as SVG: who looked and when (UTC, to the minute),
 * faint and slanted, light over dark so that it shows on any picture.
 */
export function drawTile({ name, at }: Viewer, picture: Size): Size & { readonly svg: Buffer } {
  const edge = Math.max(picture.width, picture.height);
  const dot = DOTS.find(({ upTo }) => edge <= upTo)?.dot ?? 3;
  const when = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const [who, time] = [drawText(name), drawText(when)];
  const width = Math.max(who.width, time.width) * dot + 30 * dot;
  const height = Math.round(width * 0.55);
  const lines = `<path d="${who.path}"/><path d="${time.path}" transform="translate(0 ${LEADING})"/>`;
  const placed = (offset: number) => `translate(${15 * dot + offset} ${height * 0.72 + offset}) rotate(-18) scale(${dot})`;
  const svg = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
      `<g fill="#000" fill-opacity="0.3" transform="${placed(dot / 2)}">${lines}</g>` +
      `<g fill="#fff" fill-opacity="0.34" transform="${placed(0)}">${lines}</g></svg>`,
  );
  return { svg, width, height };
}
