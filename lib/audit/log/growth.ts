import { HASH_BYTES, type Hash, nodeHash } from './hash';
import { TILE_WIDTH, foldTile } from './tile';

/**
 * The right edge of the tiles: for each level its last, unfinished tile. All that is needed to go on appending, and
 * to name the root.
 */
export interface Edge {
  readonly size: number;
  /** Hashes of the unfinished tile of each level, fewer than 256 each. */
  readonly levels: readonly (readonly Hash[])[];
}

export const EMPTY_EDGE: Edge = { size: 0, levels: [] };

/** A tile that was finished by an append, or the unfinished one of its level. */
export interface GrownTile {
  readonly level: number;
  readonly n: number;
  readonly hashes: Uint8Array<ArrayBuffer>;
}

const joined = (hashes: readonly Hash[]) => {
  const bytes = new Uint8Array(hashes.length * HASH_BYTES);
  hashes.forEach((hash, at) => bytes.set(hash, at * HASH_BYTES));
  return bytes;
};

/** Appends entries by their leaf hashes: the new edge, and each tile that became full on the way. */
export function grow(edge: Edge, leaves: readonly Hash[]): { edge: Edge; full: GrownTile[] } {
  const levels = edge.levels.map((level) => [...level]);
  const counts = levels.map((level, at) => Math.floor(edge.size / TILE_WIDTH ** at) - level.length);
  const full: GrownTile[] = [];
  const append = (at: number, hash: Hash): void => {
    const level = (levels[at] ??= []);
    counts[at] ??= 0;
    level.push(hash);
    if (level.length < TILE_WIDTH) return;
    const hashes = joined(level);
    full.push({ level: at, n: counts[at] / TILE_WIDTH, hashes });
    counts[at] += TILE_WIDTH;
    levels[at] = [];
    append(at + 1, foldTile(hashes, 0, TILE_WIDTH));
  };
  for (const hash of leaves) append(0, hash);
  return { edge: { size: edge.size + leaves.length, levels }, full };
}

/** The unfinished tile of each level that has begun one. */
export function unfinished({ size, levels }: Edge): GrownTile[] {
  return levels.flatMap((hashes, level) =>
    hashes.length === 0 ? [] : [{ level, n: Math.floor(Math.floor(size / TILE_WIDTH ** level) / TILE_WIDTH), hashes: joined(hashes) }],
  );
}

/** The root of everything up to the edge: its perfect subtrees, joined from the right (RFC 6962, section 2.1). */
export function rootOf({ levels }: Edge): Hash | undefined {
  const peaks: Hash[] = [];
  for (const hashes of [...levels].reverse()) {
    const bytes = joined(hashes);
    let at = 0;
    for (let count = TILE_WIDTH / 2; count >= 1; count /= 2) {
      if (hashes.length - at < count) continue;
      peaks.push(foldTile(bytes, at, count));
      at += count;
    }
  }
  return peaks.reduceRight<Hash | undefined>((right, left) => (right ? nodeHash(left, right) : left), undefined);
}

