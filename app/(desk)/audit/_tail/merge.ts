import type { TrailRow } from '@/lib/audit';

function newestFirst(one: TrailRow, other: TrailRow): number {
  if (one.at !== other.at) return one.at < other.at ? 1 : -1;
  return Number(BigInt(other.seq) - BigInt(one.seq));
}

/** Both without doubles, newest first. */
export function merge(fresh: readonly TrailRow[], rows: readonly TrailRow[]): TrailRow[] {
  const known = new Set(rows.map(({ id }) => id));
  return [...fresh.filter(({ id }) => !known.has(id)), ...rows].sort(newestFirst);
}

/** What belongs above the last row of a page that others follow: the rest is on those. */
export function mergePage(fresh: readonly TrailRow[], rows: readonly TrailRow[], isFollowed: boolean): TrailRow[] {
  const last = rows.at(-1);
  return merge(last && isFollowed ? fresh.filter((row) => newestFirst(row, last) < 0) : fresh, rows);
}
