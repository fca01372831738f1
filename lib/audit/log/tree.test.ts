import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMPTY_EDGE, type Edge, type GrownTile, grow, rootOf, unfinished } from './growth';
import { EMPTY_ROOT, type Hash, leafHash, nodeHash } from './hash';
import { treeOf } from './prove';
import { HASH_BYTES } from './hash';
import { type ReadTile, bundlePath, parseTilePath, tilePath } from './tile';
import { isConsistent, isIncluded } from './verify-proof';

const leafOf = (at: number) => leafHash(new TextEncoder().encode(`entry ${at}`));
const LEAVES = Array.from({ length: 70_000 }, (_, at) => leafOf(at));

/** The definition itself, RFC 6962 section 2.1, with nothing clever. */
function rootByDefinition(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leaves[0]!;
  const split = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return nodeHash(rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split)));
}

/** A log that grew by batches, as tiles in memory. */
function grown(batches: readonly number[]) {
  const tiles = new Map<string, Uint8Array>();
  const keep = ({ level, n, hashes }: GrownTile) => tiles.set(`${level}/${n}`, hashes);
  let edge: Edge = EMPTY_EDGE;
  for (const count of batches) {
    const result = grow(edge, LEAVES.slice(edge.size, edge.size + count));
    result.full.forEach(keep);
    edge = result.edge;
  }
  unfinished(edge).forEach(keep);
  const readTile: ReadTile = ({ level, n, width }) => Promise.resolve(tiles.get(`${level}/${n}`)!.subarray(0, width * HASH_BYTES));
  return { edge, readTile };
}

test('however a log grows, its root is that of the definition, by its edge and by its tiles', async () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(sizes, async (batches) => {
      const { edge, readTile } = grown(batches);
      const expected = rootByDefinition(LEAVES.slice(0, edge.size));
      expect(rootOf(edge) ?? EMPTY_ROOT).toEqual(expected);
      expect(await treeOf(edge.size, readTile).root()).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('three levels of tiles join as two do', async () => {
  const { edge, readTile } = grown([66_000, 1, 3_999]);
  expect(edge.levels).toHaveLength(3);
  const expected = rootByDefinition(LEAVES);
  expect(rootOf(edge)).toEqual(expected);
  expect(await treeOf(70_000, readTile).root()).toEqual(expected);
});

test('every entry is proven, and by no other proof; every earlier size is consistent, and no changed one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3_000 }), fc.nat(), fc.nat(), async (size, a, b) => {
      const [index, size1] = [a % size, 1 + (b % size)];
      const { readTile } = grown([size]);
      const tree = treeOf(size, readTile);
      const root = await tree.root();
      const proof = await tree.proveInclusion(index);
      const inclusion = { index, size, leafHash: LEAVES[index]!, proof, root };
      expect(isIncluded(inclusion)).toBe(true);
      expect(isIncluded({ ...inclusion, leafHash: leafOf(-1) })).toBe(false);
      expect(isIncluded({ ...inclusion, index: (index + 1) % size })).toBe(size === 1);
      const consistency = { size1, size2: size, root1: rootByDefinition(LEAVES.slice(0, size1)), root2: root, proof: await tree.proveConsistency(size1) };
      expect(isConsistent(consistency)).toBe(true);
      expect(isConsistent({ ...consistency, root1: leafOf(-1) })).toBe(false);
    }),
    { numRuns: 80 },
  );
});

test('tiles are named as the specification names them, and nothing else is a name', () => {
  expect(tilePath({ level: 0, n: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
  expect(tilePath({ level: 2, n: 5, width: 7 })).toBe('tile/2/005.p/7');
  expect(bundlePath(1_000, 256)).toBe('tile/entries/x001/000');
  expect(parseTilePath('0/x001/x234/067')).toEqual({ level: 0, n: 1_234_067, width: 256 });
  expect(parseTilePath('entries/005.p/7')).toEqual({ level: 'entries', n: 5, width: 7 });
  for (const path of ['', '0', '0/1', '0/0001', '0/x000/001', '64/000', '0/000.p/0', '0/000.p/256', '0/000.p/01', '0/../000', '-1/000', '0/000/', 'entries/x1/000']) {
    expect([path, parseTilePath(path)]).toEqual([path, undefined]);
  }
});
