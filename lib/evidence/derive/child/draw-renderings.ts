import sharp, { type Sharp } from 'sharp';
import type { Picture } from './open';

/** Longer side of a peek, in pixels. Of an animation it is the width of its sheet. */
const PEEK_EDGE = 640;
const PEEK_QUALITY = 72;
/** Key frames of an animation, in rows of three: each stays 213 pixels wide, where a single row would leave a hundred. */
const KEY_FRAMES = 6;
const COLUMNS = 3;

/** High qualities for so little: the edges of coarser blocks would be the finest detail of a blurred picture. */
const PREVIEW = { edge: 480, quality: 80 };
const STILL = { edge: 160, quality: 90 };
/** Both blurred pictures are made from this many pixels along the longer side: what is thrown away cannot be sharpened back. */
const DETAIL = 32;
/** Sigma of the blur at 480 pixels; in the still it is as wide in proportion. */
const BLUR = 11;

export interface Drawn {
  readonly preview: Buffer;
  readonly still: Buffer;
  readonly peek: Buffer;
}

interface Raw {
  readonly data: Buffer;
  readonly info: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 };
}

const open = ({ data, info: { width, height, channels } }: Raw): Sharp => sharp(data, { raw: { width, height, channels } });

/** One grey channel, upright, within the edge; what is transparent shows as middle grey. */
function grey(picture: Sharp, edge: number): Promise<Raw> {
  return picture
    .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#808080' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
}

/** JPEG of one channel is exactly grey; WebP always stores colour and comes back tinted by a step. */
const jpeg = (picture: Sharp, quality: number) => picture.toColourspace('b-w').jpeg({ quality }).toBuffer();

function blurred(small: Raw, { edge, quality }: typeof PREVIEW): Promise<Buffer> {
  const resized = open(small).resize({ width: edge, height: edge, fit: 'inside' });
  return jpeg(resized.blur((BLUR * edge) / PREVIEW.edge), quality);
}

/** Evenly spaced, the first and the last among them. */
function keyFrames(frames: number): number[] {
  const count = Math.min(KEY_FRAMES, frames);
  return Array.from({ length: count }, (_, at) => Math.round((at * (frames - 1)) / (count - 1)));
}

/** The key frames of an animation on one sheet, left to right and down. */
async function drawSheet({ open: read, frames }: Picture): Promise<Raw> {
  const cells: Raw[] = [];
  for (const frame of keyFrames(frames)) cells.push(await grey(read(frame), Math.floor(PEEK_EDGE / COLUMNS)));
  const { width, height } = cells[0]?.info ?? { width: 1, height: 1 };
  const size = { width: width * Math.min(COLUMNS, cells.length), height: height * Math.ceil(cells.length / COLUMNS) };
  return sharp({ create: { ...size, channels: 3, background: '#808080' } })
    .composite(cells.map(({ data, info }, at) => ({
      input: data,
      raw: info,
      left: (at % COLUMNS) * width,
      top: Math.floor(at / COLUMNS) * height,
    })))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
}

/** Frames of some formats are unpacked together: no more at once than this many pixels of them. */
const TOGETHER = 16_000_000;

/** Reads every frame, small, so that an animation whose end is missing is found out. */
async function readToTheEnd({ open: read, width, height, frames }: Picture): Promise<void> {
  const step = Math.max(1, Math.floor(TOGETHER / (width * height)));
  for (let at = 0; at < frames; at += step) await read(at, Math.min(step, frames - at)).resize({ width: 16 }).raw().toBuffer();
}

/** Blurs the one and shows the other: both grey, of one channel, and within the edge of a peek already. */
export async function drawFrom(blurry: Raw, shown: Raw): Promise<Drawn> {
  const small = await open(blurry).resize({ width: DETAIL, height: DETAIL, fit: 'inside' }).raw().toBuffer({ resolveWithObject: true });
  const [preview, still, peek] = await Promise.all([blurred(small, PREVIEW), blurred(small, STILL), jpeg(open(shown), PEEK_QUALITY)]);
  return { preview, still, peek };
}

/**
 * The three pictures that may be shown without drawing the original again, each a grey JPEG of one channel without
 * metadata: the blurred preview (480 pixels, quality 80) and still (160 pixels, quality 90), and the peek (640 pixels,
 * quality 72).
 *
 * Of an animation the peek shows its key frames. Preview and still show the first frame: it is what every other
 * list shows of it, and six frames blurred together would be none.
 * @throws Error with the decoder's words when the file cannot be read to its end.
 */
export async function drawRenderings(picture: Picture): Promise<Drawn> {
  const isAnimation = picture.frames > 1;
  if (isAnimation) await readToTheEnd(picture);
  const medium = await grey(isAnimation ? picture.open() : picture.open().autoOrient(), PEEK_EDGE);
  return drawFrom(medium, isAnimation ? await drawSheet(picture) : medium);
}
