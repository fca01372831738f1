/** The longest entry that a bundle can hold: its length stands in two bytes. */
export const LEAF_MAX_BYTES = 65_535;

/** Entries one after the other, each behind its length as a big-endian 16-bit number: https://c2sp.org/tlog-tiles. */
export function packBundle(leaves: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(leaves.reduce((sum, leaf) => sum + 2 + leaf.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const leaf of leaves) {
    if (leaf.length > LEAF_MAX_BYTES) throw new RangeError(`an entry of ${leaf.length} bytes does not fit into a bundle`);
    view.setUint16(at, leaf.length);
    bytes.set(leaf, at + 2);
    at += 2 + leaf.length;
  }
  return bytes;
}

/** The first `count` entries of a bundle as far as they are there, and whether it holds them and nothing else. */
export function readLeavesOf(bytes: Uint8Array, count: number): { leaves: Uint8Array[]; isWhole: boolean } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const leaves: Uint8Array[] = [];
  let at = 0;
  while (leaves.length < count && at + 2 <= bytes.length) {
    const end = at + 2 + view.getUint16(at);
    if (end > bytes.length) break;
    leaves.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return { leaves, isWhole: leaves.length === count && at === bytes.length };
}
