import { setImmediate } from 'node:timers/promises';

/** So many texts take a few milliseconds. */
const TURN = 250;

/** Does something with each of many, and lets whoever else waits for this thread come in between. */
export async function inTurns<T, R>(all: readonly T[], work: (one: T, at: number) => R): Promise<R[]> {
  const done: R[] = [];
  for (const [at, one] of all.entries()) {
    if (at > 0 && at % TURN === 0) await setImmediate();
    done.push(work(one, at));
  }
  return done;
}
