import { oneAtATime, openPicture } from './engine';
import { drawText } from './glyphs';

/** WebP, because it also holds animations. */
export const REVEAL_TYPE = 'image/webp';

const REVEAL_EDGE = 1600;
const DOT = 2;
const LEADING = 10;

export interface Viewer {
  /** The pseudonym, for example MO-04. */
  readonly name: string;
  readonly at: Date;
}

/** One tile: who looked and when, faint and slanted, light over dark so that it shows on any picture. */
function watermark({ name, at }: Viewer): Buffer {
  const when = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const [who, time] = [drawText(name), drawText(when)];
  const width = Math.max(who.width, time.width) * DOT + 60;
  const height = Math.round(width * 0.55);
  const lines = `<path d="${who.path}"/><path d="${time.path}" transform="translate(0 ${LEADING})"/>`;
  const placed = (offset: number) => `translate(${30 + offset} ${height * 0.72 + offset}) rotate(-18) scale(${DOT})`;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
      `<g fill="#000" fill-opacity="0.2" transform="${placed(1)}">${lines}</g>` +
      `<g fill="#fff" fill-opacity="0.24" transform="${placed(0)}">${lines}</g></svg>`,
  );
}

/**
 * The colour rendering that a reveal shows: made anew by the server from the original, at most 1600 pixels, every
 * frame of an animation, without metadata, marked with the viewer's pseudonym and the time in UTC.
 */
export function renderReveal(original: Uint8Array, viewer: Viewer): Promise<Uint8Array<ArrayBuffer>> {
  return oneAtATime(async () => {
    const { pages = 1 } = await openPicture(original).metadata();
    const picture = openPicture(original, { animated: pages > 1 });
    // An animation is one tall strip of frames to the library, which cannot be turned as a whole.
    const upright = pages > 1 ? picture : picture.autoOrient();
    const rendered = await upright
      .resize({ width: REVEAL_EDGE, height: REVEAL_EDGE, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .composite([{ input: watermark(viewer), tile: true }])
      .webp({ quality: 86 })
      .toBuffer();
    return Uint8Array.from(rendered);
  });
}
