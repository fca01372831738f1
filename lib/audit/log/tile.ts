import { HASH_BYTES, type Hash, nodeHash } from './hash';

/** Hashes in a full tile, and the levels of the tree that it spans. */
export const TILE_WIDTH = 256;
export const TILE_HEIGHT = 8;

/** A tile of the tree: `level` counts tiles upwards, `n` to the right; `width` is how many hashes it has by now. */
export interface TileName {
  readonly level: number;
  readonly n: number;
  readonly width: number;
}

/** A tile's bytes: its hashes one after the other. */
export type ReadTile = (tile: TileName) => Promise<Uint8Array>;

/** 1234067 as `x001/x234/067`, so that no folder gets crowded. */
function groups(n: number): string {
  const digits = String(n);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const parts = padded.match(/\d{3}/g) ?? [];
  return parts.map((part, at) => (at < parts.length - 1 ? `x${part}` : part)).join('/');
}

const partial = (width: number) => (width < TILE_WIDTH ? `.p/${width}` : '');

/** `tile/0/x001/234.p/5`: https://c2sp.org/tlog-tiles. */
export function tilePath({ level, n, width }: TileName): string {
  return `tile/${level}/${groups(n)}${partial(width)}`;
}

export function bundlePath(n: number, width: number): string {
  return `tile/entries/${groups(n)}${partial(width)}`;
}

const PATH = /^(\d|[1-5]\d|6[0-3]|entries)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** What follows `tile/` in an address, or undefined when it names no tile. Bundles have the level "entries". */
export function parseTilePath(path: string): { level: number | 'entries'; n: number; width: number } | undefined {
  const [, level = '', number = '', width] = PATH.exec(path) ?? [];
  const n = Number(number.replaceAll(/[x/]/g, ''));
  if (level === '' || groups(n) !== number || (width !== undefined && Number(width) >= TILE_WIDTH)) return undefined;
  return { level: level === 'entries' ? level : Number(level), n, width: width === undefined ? TILE_WIDTH : Number(width) };
}

/** How many hashes tile `n` of a level has in a tree of this size; nought when it is not begun. */
export function tileWidth(level: number, n: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  return Math.min(TILE_WIDTH, Math.max(0, hashes - n * TILE_WIDTH));
}

export function hashAt(tile: Uint8Array, at: number): Hash {
  return Uint8Array.from(tile.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}

/** The root of so many hashes of a tile, a power of two, from `at` on. */
export function foldTile(tile: Uint8Array, at: number, count: number): Hash {
  if (count === 1) return hashAt(tile, at);
  return nodeHash(foldTile(tile, at, count / 2), foldTile(tile, at + count / 2, count / 2));
}
