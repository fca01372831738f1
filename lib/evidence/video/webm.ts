import { FRAME_RATE } from './sizes';

/**
 * VP8 and Opus in WebM: what every browser plays as it arrives, also those that come without licensed codecs. A key
 * frame every five seconds, and no frame waits for a later one.
 */
export const AS_VP8 = [
  '-c:v', 'libvpx', '-pix_fmt', 'yuv420p', '-deadline', 'realtime', '-cpu-used', '8', '-lag-in-frames', '0', '-auto-alt-ref', '0', '-threads', '1',
  '-b:v', '260k', '-maxrate', '400k', '-bufsize', '800k', '-g', String(5 * FRAME_RATE),
] as const;

export const AS_OPUS = ['-c:a', 'libopus', '-ac', '1', '-b:a', '24k', '-application', 'voip'] as const;

/** Nothing of the original's words, nor of the program that wrote it; each second is sent on once it is made. */
export const INTO_WEBM = [
  '-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact',
  '-cluster_time_limit', '1000', '-flush_packets', '1', '-f', 'webm',
] as const;
