import { MEBIBYTE } from '../schema';

/** What may be spent on one video. */
export interface VideoLimits {
  /** On the clock, for all that is made of it. */
  readonly seconds: number;
  /** Of the decoder's process; our own holds a few megabytes of it at a time. */
  readonly memoryBytes: number;
  /** Width × height of one frame. */
  readonly pixels: number;
  /** Of the video's own time: what lies behind is not rendered. */
  readonly durationMs: number;
  /** Of the rendering to play. */
  readonly playBytes: number;
}

export const VIDEO_LIMITS: VideoLimits = {
  seconds: 30 * 60,
  memoryBytes: 384 * MEBIBYTE,
  // 8192 × 4320, the largest that phones and cameras make.
  pixels: 8192 * 4320,
  durationMs: 4 * 60 * 60_000,
  playBytes: 768 * MEBIBYTE,
};

/** A playback goes on for as long as somebody watches and pauses; this is when it is cut all the same. */
export const PLAYBACK_LIMITS = { seconds: 8 * 60 * 60, memoryBytes: 256 * MEBIBYTE } as const;

/** How many videos one process plays at once. */
export const PLAYBACKS = 12;
