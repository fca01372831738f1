import { HASH_BYTES, nodeHash, sameHash } from './hash';
import { consistencyPath, inclusionPath, isCount } from './proof-path';

export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  /** From the entry's sibling upwards. */
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** Whether the proof shows that the entry stands at this index of the tree with this root. */
export function isIncluded({ index, size, leafHash, proof, root }: Inclusion): boolean {
  const path = inclusionPath(index, size);
  if (path?.length !== proof.length || leafHash.length !== HASH_BYTES) return false;
  const found = proof.reduce((hash, other, step) => (path[step] === 'left' ? nodeHash(other, hash) : nodeHash(hash, other)), leafHash);
  return sameHash(found, root);
}

export interface Consistency {
  readonly size1: number;
  readonly size2: number;
  readonly root1: Uint8Array;
  readonly root2: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Whether the proof shows that the larger tree begins with the smaller one, unchanged. A tree without entries begins
 * every other, which shows nothing: it is refused.
 */
export function isConsistent({ size1, size2, root1, root2, proof }: Consistency): boolean {
  if (size1 === size2) return isCount(size1) && size1 > 0 && proof.length === 0 && sameHash(root1, root2);
  const path = consistencyPath(size1, size2);
  if (!path) return false;
  const hashes = path.isWhole ? [root1, ...proof] : proof;
  const [first, ...rest] = hashes;
  if (!first || rest.length !== path.steps.length) return false;
  let [smaller, larger]: [Uint8Array, Uint8Array] = [first, first];
  for (const [at, other] of rest.entries()) {
    if (path.steps[at] === 'both') [smaller, larger] = [nodeHash(other, smaller), nodeHash(other, larger)];
    else larger = nodeHash(larger, other);
  }
  return sameHash(smaller, root1) && sameHash(larger, root2);
}
