import { RANGES_MAX, type Range } from '@/lib/evidence/schema';

/** What of a video was played so far, in milliseconds of its own time, as the player tells it. */
export function rangesOf(video: Pick<HTMLVideoElement, 'played'> | null): Range[] {
  if (!video) return [];
  const { played } = video;
  return Array.from({ length: Math.min(played.length, RANGES_MAX) }, (_, at) => [Math.round(played.start(at) * 1000), Math.round(played.end(at) * 1000)] as const);
}
