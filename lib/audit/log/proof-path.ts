/** Where a proof's hash stands relative to what is known so far. */
export type Side = 'left' | 'right';

const half = (value: number) => Math.floor(value / 2);
const isOdd = (value: number) => value % 2 === 1;

/** Whether a number can be a size or an index of ours: beyond 2^53 arithmetic would no longer be exact. */
export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/**
 * On which side each hash of an inclusion proof stands, from the entry upwards; their number is the proof's length.
 * Undefined when there is no such entry. Plain arithmetic, so that a browser walks the same path as the server.
 * @see https://www.rfc-editor.org/rfc/rfc9162#section-2.1.3.2
 */
export function inclusionPath(index: number, size: number): readonly Side[] | undefined {
  if (!isCount(index) || !isCount(size) || index >= size) return undefined;
  const sides: Side[] = [];
  let [at, last] = [index, size - 1];
  while (last > 0) {
    if (isOdd(at)) sides.push('left');
    else if (at < last) sides.push('right');
    [at, last] = [half(at), half(last)];
  }
  return sides;
}

/** One hash of a consistency proof: part of both trees, or of the larger one alone. */
export type ConsistencyStep = 'both' | 'larger';

/**
 * How a consistency proof between two sizes is read, both greater than nought and different. `isWhole` says that the
 * smaller tree is a subtree of the larger one, and its root the path's beginning; otherwise the first hash is.
 * @see https://www.rfc-editor.org/rfc/rfc9162#section-2.1.4.2
 */
export function consistencyPath(size1: number, size2: number): { isWhole: boolean; steps: readonly ConsistencyStep[] } | undefined {
  if (!isCount(size1) || !isCount(size2) || size1 < 1 || size1 >= size2) return undefined;
  let [at, last] = [size1 - 1, size2 - 1];
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  const isWhole = at === 0;
  const steps: ConsistencyStep[] = [];
  while (last > 0) {
    if (isOdd(at)) steps.push('both');
    else if (at < last) steps.push('larger');
    [at, last] = [half(at), half(last)];
  }
  return { isWhole, steps };
}
