import { createHash } from 'node:crypto';

/** A SHA-256 hash: 32 bytes. */
export type Hash = Uint8Array<ArrayBuffer>;
export const HASH_BYTES = 32;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of an entry. The prefix keeps an entry from passing for a node (RFC 6962, section 2.1). */
export function leafHash(leaf: Uint8Array): Hash {
  return Uint8Array.from(createHash('sha256').update(LEAF).update(leaf).digest());
}

/** The hash of a node over its two children. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Hash {
  return Uint8Array.from(createHash('sha256').update(NODE).update(left).update(right).digest());
}

/** The root of a tree without entries. */
export const EMPTY_ROOT: Hash = Uint8Array.from(createHash('sha256').digest());

export function sameHash(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
