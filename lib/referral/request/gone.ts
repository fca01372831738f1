import { z } from 'zod';

/** A stretch of bytes: the first one, and the one behind the last. */
export type Stretch = readonly [from: number, to: number];

const kept = z.array(z.tuple([z.number().int().min(0), z.number().int().min(0)]));

/** What went out before, from its column. @throws Error when it is none of ours. */
export const goneOf = (value: unknown): readonly Stretch[] => kept.parse(value);

/** Stretches with one more, those that touch made one, in their order. */
export function withStretch(gone: readonly Stretch[], more: Stretch): readonly Stretch[] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...gone, more].toSorted(([one], [other]) => one - other)) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (to > from) merged.push([from, to]);
  }
  return merged;
}

/** Whether every byte of so many is among them. */
export function isAll(gone: readonly Stretch[], byteSize: number): boolean {
  const [first] = gone;
  return first !== undefined && first[0] === 0 && first[1] >= byteSize;
}
