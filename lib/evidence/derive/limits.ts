import { MEBIBYTE, MEDIA_LIMITS } from '../schema';
import type { Limits } from './task';

/**
 * What a decoder may spend on one picture. Its memory is what a photograph of 50 megapixels needs in the dearest
 * format, and leaves worker and decoder together below 512 MiB.
 */
export const PICTURE_LIMITS: Limits = {
  bytes: MEDIA_LIMITS.pictureBytes,
  pixels: MEDIA_LIMITS.pixels,
  frames: MEDIA_LIMITS.frames,
  seconds: MEDIA_LIMITS.decodeSeconds,
  memoryBytes: MEDIA_LIMITS.decodeMebibytes * MEBIBYTE,
};
