import { writeSync } from 'node:fs';

const LOOK_EVERY_MS = 10;

/**
 * Looks at this process's own memory and calls back once it is more than the limit: the image library allocates
 * outside the heap that Node limits.
 * @returns what ends it.
 */
export function watchMemory(limitBytes: number, over: () => void): () => void {
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() <= limitBytes) return;
    clearInterval(timer);
    over();
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** Says its last words and is gone at once: threads of the image library would hold an ordinary exit up. */
export function endWith(lastWords: Uint8Array): never {
  writeSync(process.stdout.fd, lastWords);
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}
