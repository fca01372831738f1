import sharp from 'sharp';
import { oneAtATime, openPicture } from './engine';
import { drawText } from './glyphs';

/** WebP, because it also holds animations. */
export const REVEAL_TYPE = 'image/webp';

const REVEAL_EDGE = 1600;
/** Smaller pictures are enlarged to this, so that the watermark stays legible on them. */
const SMALL_EDGE = 480;
const DOT = 2;
const LEADING = 10;

export interface Viewer {
  /** The pseudonym, for example MO-04. */
  readonly name: string;
  readonly at: Date;
}

/** One tile: who looked and when, faint and slanted, light over dark so that it shows on any picture. */
function drawTile({ name, at }: Viewer): { svg: Buffer; width: number; height: number } {
  const when = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const [who, time] = [drawText(name), drawText(when)];
  const width = Math.max(who.width, time.width) * DOT + 60;
  const height = Math.round(width * 0.55);
  const lines = `<path d="${who.path}"/><path d="${time.path}" transform="translate(0 ${LEADING})"/>`;
  const placed = (offset: number) => `translate(${30 + offset} ${height * 0.72 + offset}) rotate(-18) scale(${DOT})`;
  const svg = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
      `<g fill="#000" fill-opacity="0.2" transform="${placed(1)}">${lines}</g>` +
      `<g fill="#fff" fill-opacity="0.24" transform="${placed(0)}">${lines}</g></svg>`,
  );
  return { svg, width, height };
}

/** The tile, cut where the picture is smaller than it: nothing may be laid over a picture that is larger than it is. */
function watermark(viewer: Viewer, picture: { width: number; height: number }): Promise<Buffer> {
  const { svg, width, height } = drawTile(viewer);
  return sharp(svg).extract({ left: 0, top: 0, width: Math.min(width, picture.width), height: Math.min(height, picture.height) }).png().toBuffer();
}

/** The size at which the picture is shown: its longer side between 480 and 1600 pixels, animations never enlarged. */
function shownSize(width: number, height: number, isAnimation: boolean): { width: number; height: number } {
  const edge = Math.max(width, height);
  const scale = Math.min(REVEAL_EDGE / edge, isAnimation ? 1 : Math.max(1, SMALL_EDGE / edge));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * The colour rendering that a reveal shows: made anew by the server from the original, at most 1600 pixels, every
 * frame of an animation, without metadata, marked with the viewer's pseudonym and the time in UTC.
 */
export function renderReveal(original: Uint8Array, viewer: Viewer): Promise<Uint8Array<ArrayBuffer>> {
  return oneAtATime(async () => {
    const { pages = 1, pageHeight, autoOrient } = await openPicture(original).metadata();
    const isAnimation = pages > 1;
    const picture = openPicture(original, { animated: isAnimation });
    const size = shownSize(autoOrient.width, isAnimation ? (pageHeight ?? autoOrient.height) : autoOrient.height, isAnimation);
    // An animation is one tall strip of frames to the library, which cannot be turned as a whole.
    const rendered = await (isAnimation ? picture : picture.autoOrient())
      .resize({ ...size, fit: 'fill' })
      .toColourspace('srgb')
      .composite([{ input: await watermark(viewer, size), tile: true }])
      .webp({ quality: 86 })
      .toBuffer();
    return Uint8Array.from(rendered);
  });
}
