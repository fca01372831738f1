import { drawRenderings } from '../derive/child/draw-renderings';
import { openPicture } from '../derive/child/open';
import { derivePicture } from '../derive/derive-picture';
import { PICTURE_LIMITS } from '../derive/limits';
import { draw } from './pictures';

/** A drawn JPEG of twelve megapixels and some megabytes with EXIF, as a phone's camera makes them. */
export function photograph(seed: number): Promise<Buffer> {
  return draw(seed, { width: 4_000, height: 3_000 }).withExif({ IFD0: { Make: 'Example', Model: 'Camera' } }).jpeg({ quality: 92 }).toBuffer();
}

/** Its renderings, as the worker has them made: by the process that is kept for it. */
export async function derivePicturesApart(jpeg: Buffer): Promise<void> {
  const derived = await derivePicture(jpeg, 'image/jpeg');
  if (derived.state !== 'ready') throw new Error(`It could not be derived: ${derived.code}.`);
}

/** The same renderings, drawn in this process. */
export async function drawPicturesHere(jpeg: Buffer): Promise<void> {
  await drawRenderings(await openPicture(jpeg, 'image/jpeg', PICTURE_LIMITS));
}
