import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { MEDIA_LIMITS } from './schema';

// Decoded pictures must not linger in the process after the answer has left.
sharp.cache(false);

/** `sequentialRead` also keeps large pictures from being unpacked into a temporary file, in the clear. */
const SAFE: SharpOptions = { failOn: 'error', limitInputPixels: MEDIA_LIMITS.pixels, sequentialRead: true };

/** Opens outside bytes under every limit there is. `animated` reads all frames, one below the other. */
export function openPicture(bytes: Uint8Array, { animated = false } = {}): Sharp {
  return sharp(bytes, { ...SAFE, animated }).timeout({ seconds: MEDIA_LIMITS.decodeSeconds });
}

let last: Promise<unknown> = Promise.resolve();

/** Runs decodes one after the other in this process: the memory of two hostile pictures is never needed at once. */
export function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work, work);
  last = turn.catch(() => undefined);
  return turn;
}
