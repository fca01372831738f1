import { EMPTY_ROOT, type Hash, nodeHash } from '../log/hash';

/**
 * Rebuilds a tree from its leaves with nothing but a stack of whole subtrees, largest first. On purpose not the code
 * that grew the log: two ways to the same root are worth more than one way twice.
 */
export class Frontier {
  #size = 0;
  readonly #peaks: { readonly hash: Hash; readonly leaves: number }[] = [];

  get size(): number {
    return this.#size;
  }

  /** `onNode` hears of every subtree that this leaf completed: its number of leaves, and its place among its equals. */
  append(leaf: Hash, onNode?: (leaves: number, n: number, hash: Hash) => void): void {
    let whole = { hash: leaf, leaves: 1 };
    this.#size += 1;
    for (let last = this.#peaks.at(-1); last?.leaves === whole.leaves; last = this.#peaks.at(-1)) {
      this.#peaks.pop();
      whole = { hash: nodeHash(last.hash, whole.hash), leaves: whole.leaves * 2 };
      onNode?.(whole.leaves, this.#size / whole.leaves - 1, whole.hash);
    }
    this.#peaks.push(whole);
  }

  root(): Hash {
    return this.#peaks.reduceRight<Hash | undefined>((right, { hash }) => (right ? nodeHash(hash, right) : hash), undefined) ?? EMPTY_ROOT;
  }
}
