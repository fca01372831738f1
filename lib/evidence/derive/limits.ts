import { MEBIBYTE, MEDIA_LIMITS } from '../schema';
import type { Limits } from './task';

/**
 * What a decoder may spend on one picture. Its memory is enough for JPEG, PNG and WebP of 48 megapixels, in whatever order
 * they are stored, and for AVIF of ten, whose decoder takes 17 bytes for each; worker and decoder stay below 512 MiB together.
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
