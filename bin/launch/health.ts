import { setTimeout as wait } from 'node:timers/promises';
import { Trouble } from './trouble';

const LIMIT_MS = 60_000;
const PAUSE_MS = 100;

/**
 * Waits until the address answers its health check with 200.
 * @param isGone says that waiting is futile, since the process has ended; returns why.
 * @throws Trouble when it does not get well in time.
 */
export async function untilHealthy(address: string, isGone: () => string | undefined): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  let last = 'no answer';
  while (performance.now() < deadline) {
    const reason = isGone();
    if (reason) throw new Trouble(`${reason}.`, 'The folder logs below the data folder has what it printed.');
    try {
      const response = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(5_000) });
      last = `${response.status} ${(await response.text()).slice(0, 200)}`;
      if (response.status === 200) return;
    } catch (error) {
      last = (error as Error).message;
    }
    await wait(PAUSE_MS);
  }
  throw new Trouble(`Watchkeeper did not become healthy within ${LIMIT_MS / 1000} s; its last answer was: ${last}.`, 'The folder logs below the data folder has what it printed.');
}
