import { setTimeout as pause } from 'node:timers/promises';
import { log, traceOf } from '@/lib/kernel';

/**
 * Does `work` at once and then again and again, `ms` after it last ended, so that runs never overlap. A failure is
 * logged and the next run comes all the same.
 * @returns what ends it, after the current run.
 */
export function every(ms: number, name: string, work: () => Promise<unknown>): () => Promise<void> {
  const ended = new AbortController();
  const loop = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      await work().catch((error: unknown) => log.error({ error: traceOf(error) }, `${name} failed`));
      await pause(ms, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  };
  const done = loop();
  return () => {
    ended.abort();
    return done;
  };
}
