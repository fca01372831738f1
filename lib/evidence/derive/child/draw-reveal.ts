import sharp, { type OverlayOptions } from 'sharp';
import { type Size, type Viewer, drawTile } from '../../watermark';
import { type Picture, allowOnly } from './open';

const REVEAL_EDGE = 1600;
/** Smaller pictures are enlarged to this, so that the watermark stays legible on them. */
const SMALL_EDGE = 480;
const REVEAL_QUALITY = 86;

/** The size at which the picture is shown: its longer side between 480 and 1600 pixels, animations never enlarged. */
function shownSize({ width, height, frames }: Picture): Size {
  const edge = Math.max(width, height);
  const scale = Math.min(REVEAL_EDGE / edge, frames > 1 ? 1 : Math.max(1, SMALL_EDGE / edge));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * The tile, cut where the picture is smaller than it: nothing may be laid over a picture that is larger than it is.
 * While it is drawn its own loader is the only one that is open; opening the file closes that one again.
 */
async function drawMark(viewer: Viewer, size: Size): Promise<OverlayOptions> {
  allowOnly('VipsForeignLoadSvgBuffer');
  const { svg, width, height } = drawTile(viewer, size);
  const { data, info } = await sharp(svg)
    .extract({ left: 0, top: 0, width: Math.min(width, size.width), height: Math.min(height, size.height) })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { input: data, raw: { width: info.width, height: info.height, channels: info.channels }, tile: true };
}

/**
 * What a reveal shows: made anew from the original, at most 1600 pixels, every frame of an animation, without
 * metadata, WebP of quality 86, marked all over with the viewer's pseudonym and the time in UTC.
 * @throws Error with the decoder's words when the file cannot be read to its end.
 */
export async function drawReveal(picture: Picture, viewer: Viewer, isGrey: boolean): Promise<Buffer> {
  const size = shownSize(picture);
  const mark = await drawMark(viewer, size);
  // An animation is one tall strip of frames to the library, which cannot be turned as a whole.
  const upright = picture.frames > 1 ? picture.open(0, picture.frames) : picture.open().autoOrient();
  return upright
    .greyscale(isGrey)
    .resize({ ...size, fit: 'fill' })
    .toColourspace('srgb')
    .composite([mark])
    .webp({ quality: REVEAL_QUALITY })
    .toBuffer();
}
