import type { Readable } from 'node:stream';
import { inputOf } from './input';
import { type Ended, runLimited } from './limited';
import type { VideoLimits } from './limits';
import type { Scratch } from './scratch';
import { type Cells, pickCells } from './pick-cells';
import { FRAME_RATE, type Size, cellSize, playSize } from './sizes';
import type { VideoTools } from './tools';
import { AS_OPUS, AS_VP8, INTO_WEBM } from './webm';

/** The sound's encoder fills its last packet with silence, which is nothing to play. */
const PADDING_MS = 100;

/** Without pauses in the sound's clock, and never loud: a scream must not come as a shock. */
const QUIET = 'aresample=48000:async=1:first_pts=0,volume=-6dB,alimiter=limit=0.25:level=disabled';

export interface PlayPlan {
  readonly contentType: string;
  /** Index of the stream that is shown, and of the one that is heard. */
  readonly video: number;
  readonly audio: number | null;
  /** Upright, as a person sees it. */
  readonly picture: Size;
  /** How long it says it is; decides how often a frame is looked at for the strip. */
  readonly claimedMs: number | null;
}

export interface Played {
  /** Of picture and sound, the longer. */
  readonly durationMs: number;
  readonly cells: Cells;
  readonly ended: Ended;
  /** It was cut where the rendering has become as large, or as long, as it may. */
  readonly isFull: boolean;
}

/** Frames a second that are looked at for the strip: enough for a strip, and few of a long video. */
function cellRate(claimedMs: number | null): number {
  const wanted = claimedMs === null ? 1 : 18_000 / claimedMs;
  return Math.min(FRAME_RATE, Math.max(1, Math.ceil(wanted)));
}

function graphOf({ video, picture, claimedMs }: PlayPlan): string {
  const [play, cell] = [playSize(picture), cellSize(picture)];
  return (
    `[0:${video}]fps=${FRAME_RATE}:start_time=0,scale=${play.width}:${play.height},setsar=1,format=gray,split[a][b];` +
    `[a]format=yuv420p[play];[b]fps=${cellRate(claimedMs)},scale=${cell.width}:${cell.height},format=gray[cells]`
  );
}

/** Reads FFmpeg's `name=value` lines; the last one of each name counts. */
async function lastProgress(lines: Readable): Promise<{ frames: number; outMs: number }> {
  const last = { frames: 0, outMs: 0 };
  let rest = '';
  for await (const chunk of lines) {
    const read = (rest + String(chunk)).split('\n');
    rest = read.pop() ?? '';
    for (const line of read) {
      const [name, value] = line.split('=');
      if (name === 'frame') last.frames = Number(value);
      if (name === 'out_time_us' && Number(value) > 0) last.outMs = Number(value) / 1000;
    }
  }
  return last;
}

/**
 * Decodes the video once, from the first frame to the last or to the first limit, and makes two things on the way: the
 * rendering to play, into `into`, and the cells of the strip.
 */
export async function renderPlay(tools: VideoTools, from: Scratch, into: Scratch, plan: PlayPlan, limits: VideoLimits, signal: AbortSignal): Promise<Played> {
  const seconds = String(limits.durationMs / 1000);
  const audio = plan.audio === null ? ['-an'] : ['-map', `0:${plan.audio}`, '-af', QUIET, ...AS_OPUS];
  const args = [
    '-nostdin', '-hide_banner', '-v', 'error', '-progress', 'pipe:5', '-stats_period', '0.5', '-filter_threads', '1',
    ...inputOf(from, 3, plan.contentType, limits),
    '-filter_complex_threads', '1', '-filter_complex', graphOf(plan), '-sn', '-dn',
    '-map', '[play]', ...AS_VP8, ...audio, '-t', seconds, ...INTO_WEBM, 'pipe:1',
    '-map', '[cells]', '-t', seconds, '-f', 'rawvideo', 'pipe:4',
  ];
  const { child, ended, stop } = runLimited(tools.ffmpeg, args, ['ignore', 'pipe', 'pipe', from.fd, 'pipe', 'pipe'], limits);
  signal.addEventListener('abort', stop, { once: true });
  const [, webm, , , cells, progress] = child.stdio as unknown as [null, Readable, Readable, null, Readable, Readable];
  let bytes = 0;
  webm.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > limits.playBytes) stop();
  });
  const size = cellSize(plan.picture);
  const [, picked, { frames, outMs }, end] = await Promise.all([into.fill(webm), pickCells(cells, size), lastProgress(progress), ended]).catch((error: unknown) => {
    stop();
    throw error;
  }).finally(() => signal.removeEventListener('abort', stop));
  signal.throwIfAborted();
  const pictureMs = (frames * 1000) / FRAME_RATE;
  const durationMs = Math.round(outMs > pictureMs + PADDING_MS ? outMs : pictureMs);
  return { durationMs, cells: picked, ended: end, isFull: bytes > limits.playBytes || durationMs >= limits.durationMs };
}
