import { PassThrough, type Readable, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { type Result, fail, ok } from '@/lib/kernel';
import type { Size, Viewer } from '../watermark';
import { drawMark } from './draw-mark';
import { runLimited } from './limited';
import { PLAYBACKS, PLAYBACK_LIMITS } from './limits';
import { playSize } from './sizes';
import { type VideoTools, findVideoTools } from './tools';
import { AS_OPUS, AS_VP8, INTO_WEBM } from './webm';

/** What `playVideo` answers with. */
export const PLAY_TYPE = 'video/webm';

export interface Playback {
  readonly viewer: Viewer;
  /** As the media row has them: upright, in pixels. */
  readonly picture: Size;
  readonly durationMs: number;
  readonly isMuted: boolean;
}

/** `HH:MM:SS.mmm`, as the container wants to be told a length. */
function clockOf(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(Math.floor(ms % 1000)).padStart(3, '0')}`;
}

const argumentsFor = ({ width, height }: Size, { durationMs, isMuted }: Playback): string[] => [
  '-nostdin', '-hide_banner', '-v', 'error', '-filter_threads', '1', '-filter_complex_threads', '1',
  '-protocol_whitelist', 'pipe', '-probesize', '200000', '-threads', '1', '-f', 'matroska', '-i', 'pipe:0',
  '-protocol_whitelist', 'pipe', '-f', 'rawvideo', '-pixel_format', 'rgba', '-video_size', `${width}x${height}`, '-i', 'pipe:3',
  // Where sound goes on behind the last picture, that picture stays.
  '-filter_complex', '[0:v]tpad=stop=-1:stop_mode=clone[whole];[whole][1:v]overlay=format=yuv420[marked]', '-map', '[marked]', ...AS_VP8,
  ...(isMuted ? ['-an'] : ['-map', '0:a?', ...AS_OPUS]),
  // A player wants to know the length before it has come to the end; in a stream there is no going back to write it.
  '-t', String(durationMs / 1000), '-metadata:s:v', `DURATION=${clockOf(durationMs)}`, ...INTO_WEBM, 'pipe:1',
];

let playing = 0;

/** Runs FFmpeg between the two streams; whichever of the three ends first, the others end with it. */
function mark(tools: VideoTools, play: Readable, overlay: Buffer, size: Size, playback: Playback): Readable {
  const { child, ended, stop } = runLimited(tools.ffmpeg, argumentsFor(size, playback), ['pipe', 'pipe', 'pipe', 'pipe'], PLAYBACK_LIMITS);
  const [input, webm, , marks] = child.stdio as unknown as [Writable, Readable, Readable, Writable];
  const shown = new PassThrough();
  shown.once('close', () => {
    stop();
    webm.destroy();
  });
  // A decoder that has gone reads no further: its end is what counts, and is waited for below.
  marks.on('error', () => undefined).end(overlay);
  const fed = pipeline(play, input).catch((error: unknown) => {
    if (play.errored) shown.destroy(play.errored);
    return error;
  });
  webm.pipe(shown, { end: false });
  void Promise.all([ended, finished(webm), fed]).then(
    ([end]) => (end.how === 'by_itself' && end.status === 0 ? shown.end() : shown.destroy(new Error(`playing a video ended early: ${end.how}`))),
    (error: unknown) => shown.destroy(error instanceof Error ? error : new Error('playing a video failed')),
  ).finally(() => {
    playing -= 1;
    play.destroy();
  });
  return shown;
}

/**
 * What a browser plays of a video at a reveal, as it is made: the stored rendering (grey, at most 854 × 480, 12 frames a
 * second) with the viewer's pseudonym and the time burnt in; `video/webm` with VP8 and, unless muted, quiet Opus.
 *
 * What a page can rely on: it plays from the first second that arrives, without ranges; the element's `duration` is
 * `durationMs` from the start; `ended` comes at the end. An element that plays the address itself can go back to
 * the start and nowhere else (`seekable` is 0 to 0), as with any stream without ranges.
 *
 * Nothing leaves before it is read: who finds that the look may not begin after all destroys the stream. Closing it
 * ends the decoder. `unavailable` while this process plays as many as it may, and where there is no decoder.
 * @param play the stored rendering in the clear; read or destroyed by this in every case.
 */
export async function playVideo(play: Readable, playback: Playback): Promise<Result<Readable>> {
  const tools = await findVideoTools();
  if (!tools || playing >= PLAYBACKS) {
    play.destroy();
    return tools
      ? fail('unavailable', 'As many videos are being played as this server can play at once. Nothing was shown; try again in a minute.')
      : fail('unavailable', 'This server has no decoder for videos any more. Nothing was shown; tell an administrator.');
  }
  playing += 1;
  const size = playSize(playback.picture);
  try {
    return ok(mark(tools, play, await drawMark(playback.viewer, size), size, playback));
  } catch (error) {
    playing -= 1;
    play.destroy();
    throw error;
  }
}
