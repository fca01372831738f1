import { MEBIBYTE, MEDIA_LIMITS } from '../schema';
import type { Limits } from './task';

/**
 * What a decoder may spend on one picture. Its memory is enough for JPEG, PNG and WebP of 60 megapixels and for AVIF of 12,
 * whose decoder takes 17 bytes for each, and leaves worker and decoder together below 512 MiB.
 */
export const PICTURE_LIMITS: Limits = {
  bytes: MEDIA_LIMITS.pictureBytes,
  pixels: MEDIA_LIMITS.pixels,
  frames: MEDIA_LIMITS.frames,
  seconds: MEDIA_LIMITS.decodeSeconds,
  memoryBytes: MEDIA_LIMITS.decodeMebibytes * MEBIBYTE,
};

/**
 * What drawing a reveal may take, in a process beside the web's: an animation has all its frames in memory and every one
 * of them drawn, where derivation was content with six.
 */
export const REVEAL_LIMITS: Limits = { ...PICTURE_LIMITS, seconds: MEDIA_LIMITS.revealSeconds, memoryBytes: MEDIA_LIMITS.revealMebibytes * MEBIBYTE };
