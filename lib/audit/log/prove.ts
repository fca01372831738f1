import { EMPTY_ROOT, type Hash, nodeHash } from './hash';
import { type ReadTile, TILE_HEIGHT, TILE_WIDTH, foldTile, tileWidth } from './tile';

/** The largest power of two below `count`. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

const isPowerOfTwo = (count: number) => Math.log2(count) % 1 === 0;

/** Hashes of the tree with `size` entries, out of its tiles; each tile is read once. */
export function treeOf(size: number, readTile: ReadTile) {
  const tiles = new Map<string, Promise<Uint8Array>>();
  const tile = (level: number, n: number) => {
    const name = `${level}/${n}`;
    const found = tiles.get(name) ?? readTile({ level, n, width: tileWidth(level, n, size) });
    tiles.set(name, found);
    return found;
  };

  /** The root of a whole subtree: 2^height entries from `begin` on. */
  async function whole(begin: number, count: number): Promise<Hash> {
    const level = Math.floor(Math.log2(count) / TILE_HEIGHT);
    const each = TILE_WIDTH ** level;
    const first = begin / each;
    return foldTile(await tile(level, Math.floor(first / TILE_WIDTH)), first % TILE_WIDTH, count / each);
  }

  /** The root over entries `begin` to `end`. */
  async function range(begin: number, end: number): Promise<Hash> {
    const count = end - begin;
    if (isPowerOfTwo(count)) return whole(begin, count);
    const middle = begin + splitOf(count);
    return nodeHash(await range(begin, middle), await range(middle, end));
  }

  /** RFC 6962, section 2.1.1. */
  async function inclusion(index: number, begin: number, end: number): Promise<Hash[]> {
    if (end - begin <= 1) return [];
    const middle = begin + splitOf(end - begin);
    if (index < middle) return [...(await inclusion(index, begin, middle)), await range(middle, end)];
    return [...(await inclusion(index, middle, end)), await range(begin, middle)];
  }

  /** RFC 6962, section 2.1.2; `isWhole` while everything so far belongs to the smaller tree as it was. */
  async function consistency(size1: number, begin: number, end: number, isWhole: boolean): Promise<Hash[]> {
    if (size1 === end) return isWhole ? [] : [await range(begin, end)];
    const middle = begin + splitOf(end - begin);
    if (size1 <= middle) return [...(await consistency(size1, begin, middle, isWhole)), await range(middle, end)];
    return [...(await consistency(size1, middle, end, false)), await range(begin, middle)];
  }

  return {
    root: async (): Promise<Hash> => (size === 0 ? EMPTY_ROOT : range(0, size)),
    /** @throws RangeError when there is no such entry. */
    proveInclusion(index: number): Promise<Hash[]> {
      if (index < 0 || index >= size) throw new RangeError(`entry ${index} is not among the ${size}`);
      return inclusion(index, 0, size);
    },
    /** @throws RangeError when the smaller tree is empty or not smaller. */
    proveConsistency(size1: number): Promise<Hash[]> {
      if (size1 < 1 || size1 > size) throw new RangeError(`a tree of ${size1} does not begin one of ${size}`);
      return consistency(size1, 0, size, true);
    },
  };
}
