import { isVideo, lengthOf } from '@/lib/wellness/schema';
import { playedMs } from './played';
import type { Range, Viewed } from './schema';

/** What is known of a file, as far as it tells how much of it there is to see. */
export interface ViewedFile {
  readonly contentType: string;
  readonly state: 'received' | 'ready' | 'unreadable' | 'destroyed';
  readonly unreadableCode: string | null;
  /** Pictures of an animation; null while it is not known. */
  readonly frames: number | null;
  readonly durationMs: number | null;
}

/** A look at it, under one item. */
export interface ViewedBy {
  readonly personId: string;
  readonly kind: 'peek' | 'reveal';
  readonly openedAt: Date | null;
  readonly heardAt: Date | null;
  readonly endedAt: Date | null;
  readonly played: readonly Range[];
}

/** Players stop a little before the end that a file's header names. At least a few frames, at most half a second. */
const toleranceMs = (durationMs: number) => Math.min(500, Math.max(100, durationMs * 0.02));

function isPlayedEntirely(durationMs: number | null, reveals: readonly ViewedBy[]): boolean {
  if (durationMs === null || durationMs <= 0) return false;
  const playedBy = (personId: string) => playedMs(reveals.flatMap((look) => (look.personId === personId ? look.played : [])));
  return reveals.some(({ personId }) => playedBy(personId) >= durationMs - toleranceMs(durationMs));
}

function isRunThrough(durationMs: number | null, reveals: readonly ViewedBy[]): boolean {
  return durationMs !== null && reveals.some((look) => lengthOf({ ...look, isVideo: false }) >= durationMs);
}

/**
 * How much of a file people have seen, told from the looks at it under one item and from nothing else. This is what
 * reports call viewed (18 USC 2258A; US v. Wilson, 9th Cir. 2021), and docs/decisions/004 says why it is drawn here:
 *
 * - no look that was opened: not viewed. The blurred preview is no look.
 * - a picture: entirely once a reveal's bytes were handed out; by peeks in part, since they are small and grey.
 * - an animation: entirely when one reveal stayed open for as long as it runs once; otherwise, and where that time is
 *   not known, in part.
 * - a video: entirely when one person, in all of their reveals of it here, played all of it but 2 % (at least a tenth
 *   of a second, at most half a second). Its key frames, and anything less, are in part.
 * - a file of which something cannot be decoded is at most viewed in part; one that cannot be shown at all is not viewed.
 */
export function viewedBy(file: ViewedFile, views: readonly ViewedBy[]): Viewed {
  const looks = views.filter(({ openedAt }) => openedAt !== null);
  if (looks.length === 0 || file.state === 'unreadable') return 'not_viewed';
  const reveals = looks.filter(({ kind }) => kind === 'reveal');
  if (reveals.length === 0 || file.unreadableCode !== null) return 'in_part';
  if (isVideo(file.contentType)) return isPlayedEntirely(file.durationMs, reveals) ? 'entirely' : 'in_part';
  if (file.frames === 1) return 'entirely';
  return isRunThrough(file.durationMs, reveals) ? 'entirely' : 'in_part';
}
