/** How long a look lasts at most, held or not; then the page blurs again by itself. */
export const LOOK_LIMIT_MS = { peek: 5_000, reveal: 60_000 } as const;

/** A page that shows something unblurred says so this often. */
export const HEARD_EVERY_MS = 5_000;

/** Nothing heard for this long: the page is gone, whenever its end is told. */
const SILENCE_MS = 3 * HEARD_EVERY_MS;

/** A row of the view ledger, as far as its length goes. */
export interface Look {
  readonly kind: 'peek' | 'reveal';
  /** What a reveal plays has no length of its own: it lasts as long as somebody is there. */
  readonly isVideo: boolean;
  readonly openedAt: Date | null;
  readonly heardAt: Date | null;
  readonly endedAt: Date | null;
}

/** Whether the file is played and not looked at. */
export function isVideo(contentType: string): boolean {
  return contentType.startsWith('video/');
}

/**
 * How long something was unblurred, in milliseconds. A look lasts until its end was told; where nobody told it, until
 * it was last heard of, and one that was never heard of until it should have been. It is never longer than its kind
 * allows, nor than the page was heard of: a laptop that was shut tells its end hours later.
 */
export function lengthOf({ kind, isVideo: isPlayed, openedAt, heardAt, endedAt }: Look): number {
  if (!openedAt) return 0;
  const opened = openedAt.getTime();
  const heard = Math.max(heardAt?.getTime() ?? 0, opened);
  const end = endedAt?.getTime() ?? (heardAt ? heard : opened + HEARD_EVERY_MS);
  const limit = kind === 'reveal' && isPlayed ? heard + SILENCE_MS : opened + LOOK_LIMIT_MS[kind];
  return Math.max(0, Math.min(end, limit) - opened);
}
