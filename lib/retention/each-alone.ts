import type { Ctx } from '@/lib/db';

/** Does something in a transaction of its own, as the desk. */
export type Alone = (work: (ctx: Ctx) => Promise<unknown>) => Promise<void>;

/**
 * Does it to each in turn, also to those after one that failed: what is wrong with one row is no reason to leave the others.
 * @throws AggregateError of all that failed, when every one had its turn.
 */
export async function eachAlone<T>(all: Iterable<T> | AsyncIterable<T>, work: (one: T) => Promise<unknown>): Promise<void> {
  const failed: unknown[] = [];
  for await (const one of all) await work(one).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} could not be done: ${failed.map(String).join('; ')}`);
}
