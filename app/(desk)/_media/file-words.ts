import { VIEWED, nounOf } from '@/lib/evidence/schema';
import type { ReviewFile } from '@/lib/review/schema';

const TYPES: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/gif': 'GIF',
  'image/avif': 'AVIF',
  'image/heic': 'HEIC',
  'image/heif': 'HEIF',
  'image/tiff': 'TIFF',
  'video/mp4': 'MP4 video',
  'video/webm': 'WebM video',
  'video/quicktime': 'QuickTime video',
};

const UNITS = ['bytes', 'kB', 'MB', 'GB'] as const;

/** `1.2 MB`, counted in thousands as platforms and operating systems print it. */
export function sizeWords(bytes: number): string {
  let [value, unit] = [bytes, 0];
  for (; value >= 999.5 && unit < UNITS.length - 1; unit += 1) value /= 1000;
  return `${unit === 0 || value >= 99.5 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}

/** `0:21`, `1:02:03`. */
export function clockWords(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

/** `H264 1280 × 720, 30 a second`, `AAC, 2 channels`. */
function streamWords({ kind, codec, width, height, frameRate, channels }: ReviewFile['streams'][number]): string {
  const picture = width && height ? ` ${width} × ${height}` : '';
  const rate = frameRate ? `, ${Math.round(frameRate)} a second` : '';
  const sound = channels ? `, ${channels === 1 ? 'one channel' : `${channels} channels`}` : '';
  return `${kind === 'other' ? 'Other: ' : ''}${codec.toUpperCase()}${picture}${rate}${sound}`;
}

/** What people call the file: `image 1 of 3`. */
export function nameOf({ contentType }: Pick<ReviewFile, 'contentType'>, index: number, count: number): string {
  return `${nounOf(contentType).toLowerCase()} ${index + 1} of ${count}`;
}

export interface FileFact {
  readonly label: string;
  readonly value: string;
}

/** What is known of a file without looking at it; what is not known is left out. */
export function factsOf(file: ReviewFile): FileFact[] {
  const { contentType, claimedType, byteSize, width, height, frames, durationMs, streams, viewed } = file;
  const type = TYPES[contentType] ?? (contentType === 'application/octet-stream' ? 'Not known' : contentType);
  const facts: (FileFact | null)[] = [
    { label: 'Type', value: claimedType && claimedType !== contentType ? `${type}, sent as ${claimedType}` : type },
    { label: 'Size', value: sizeWords(byteSize) },
    width && height ? { label: 'Pixels', value: `${width} × ${height}` } : null,
    frames && frames > 1 ? { label: 'Frames', value: `${frames}, animated` } : null,
    durationMs ? { label: 'Length', value: clockWords(durationMs) } : null,
    streams.length > 0 ? { label: 'Streams', value: streams.map(streamWords).join('; ') } : null,
    file.isVerified ? { label: 'List', value: 'Matches a verified list exactly: looking is not needed' } : null,
    { label: 'Viewed', value: VIEWED[viewed] },
  ];
  return facts.flatMap((fact) => fact ?? []);
}
