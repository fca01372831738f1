import type { StreamFacts } from '../derive/derived';
import type { Probed, ProbedStream } from './probe';

const METADATA_MAX = 64 * 1024;
const STRING_MAX = 1_000;
const LIST_MAX = 100;
/** Pixels that are claimed to be longer than this, one way or the other, are not believed. */
const ASPECT_MAX = 4;

/** `30000/1001` and the like; undefined for 0/0, and for what no camera does. */
function ratio(text: string, separator: string): number | undefined {
  const [above, below] = text.split(separator).map(Number);
  const value = (above ?? NaN) / (below ?? NaN);
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

const isTurned = ({ side_data_list: sides }: ProbedStream) => sides.some(({ rotation }) => rotation !== undefined && Math.abs(Math.round(rotation / 90)) % 2 === 1);

/** Upright, its pixels made square: as a person sees it. In whole pixels, 0 × 0 when the file does not say. */
export function sizeOf(stream: ProbedStream): { width: number; height: number } {
  const [width, height] = [stream.width ?? 0, stream.height ?? 0];
  const aspect = Math.min(ASPECT_MAX, Math.max(1 / ASPECT_MAX, ratio(stream.sample_aspect_ratio, ':') ?? 1));
  const square = { width: Math.round(width * aspect), height };
  return isTurned(stream) ? { width: square.height, height: square.width } : square;
}

/** A picture that stands for the whole (a cover) is not what plays. */
const isCover = (stream: ProbedStream) => stream.disposition.attached_pic === 1;
const isPicture = (stream: ProbedStream) => stream.codec_type === 'video';

/** The stream that plays, the sound that goes with it, and whether there is more to see than that. */
export function chooseStreams({ streams }: Probed): { video: ProbedStream | undefined; audio: ProbedStream | undefined; isMore: boolean } {
  const pictures = streams.filter(isPicture);
  return { video: pictures.find((stream) => !isCover(stream)), audio: streams.find(({ codec_type: type }) => type === 'audio'), isMore: pictures.length > 1 };
}

/** One line a stream. Sizes and rates are the file's word. */
export function streamFacts({ streams }: Probed): StreamFacts[] {
  return streams.map((stream) => {
    const kind = stream.codec_type === 'video' || stream.codec_type === 'audio' ? stream.codec_type : 'other';
    const rate = kind === 'video' ? ratio(stream.avg_frame_rate, '/') : undefined;
    return {
      kind,
      codec: stream.codec_name.slice(0, 40),
      ...(kind === 'video' ? sizeOf(stream) : {}),
      ...(rate ? { frameRate: Math.round(rate * 100) / 100 } : {}),
      ...(kind === 'audio' && stream.channels ? { channels: stream.channels } : {}),
    };
  });
}

/** How long the picture lasts by the file's word, in milliseconds; null when it has none. */
export function claimedMs({ format }: Probed, video: ProbedStream): number | null {
  const seconds = video.duration ?? format.duration;
  return seconds !== undefined && Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null;
}

function shorten(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, STRING_MAX);
  if (Array.isArray(value)) return value.slice(0, LIST_MAX).map(shorten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).slice(0, LIST_MAX).map(([name, inner]) => [name.slice(0, STRING_MAX), shorten(inner)]));
}

/** What the file says about itself, as JSON of at most 64 KiB: all of it cut to size or, where that is too much, the container's own words, or null. */
export function metadataOf({ format, streams, chapters }: Probed): string | null {
  const { filename: _ours, ...said } = format;
  const whole = JSON.stringify(shorten({ format: said, streams, chapters }));
  if (Buffer.byteLength(whole) <= METADATA_MAX) return whole;
  const less = JSON.stringify(shorten({ format: said }));
  return Buffer.byteLength(less) <= METADATA_MAX ? less : null;
}
