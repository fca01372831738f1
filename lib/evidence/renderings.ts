import sharp from 'sharp';
import { openPicture } from './engine';

/** One channel, exactly grey; WebP always stores colour and comes back tinted by a step. */
export const GREY_TYPE = 'image/jpeg';

const PEEK_EDGE = 640;
const PREVIEW_EDGE = 480;
/** The preview is made from this many pixels along its longer side: what is thrown away cannot be sharpened back. */
const PREVIEW_DETAIL = 32;
const PREVIEW_BLUR = 9;

export interface Derivatives {
  /** Blurred and grey, for lists and the review page. */
  readonly preview: Uint8Array;
  /** Grey, at most 640 pixels, for a peek. */
  readonly peek: Uint8Array;
}

/**
 * Makes both derivatives from one decode; metadata stays behind. Of an animation they show the first frame.
 * @throws Error with the decoder's words when the bytes cannot be read to their end within the limits.
 */
export async function derive(bytes: Uint8Array): Promise<Derivatives> {
  const { data, info } = await openPicture(bytes)
    .autoOrient()
    .resize({ width: PEEK_EDGE, height: PEEK_EDGE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#808080' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { raw: { width: info.width, height: info.height, channels: info.channels } };
  const small = await sharp(data, raw)
    .resize({ width: PREVIEW_DETAIL, height: PREVIEW_DETAIL, fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [preview, peek] = await Promise.all([
    sharp(small.data, { raw: { width: small.info.width, height: small.info.height, channels: small.info.channels } })
      .resize({ width: PREVIEW_EDGE, height: PREVIEW_EDGE, fit: 'inside' })
      .blur(PREVIEW_BLUR)
      .toColourspace('b-w')
      .jpeg({ quality: 60 })
      .toBuffer(),
    sharp(data, raw).toColourspace('b-w').jpeg({ quality: 72 }).toBuffer(),
  ]);
  return { preview, peek };
}

/** Reads every frame, small, so that a picture whose end is missing is found out before it is taken in. */
export async function readEveryFrame(bytes: Uint8Array): Promise<void> {
  await openPicture(bytes, { animated: true }).resize({ width: 16 }).raw().toBuffer();
}
