import { vi } from 'vitest';
import { type Tx, db } from '@/lib/db';

/**
 * What comes of an act when somebody else changes its person while it is under way: it has looked at them already, and
 * comes to writing only when the change is done.
 */
export async function changedMeanwhile<T>(personId: string, act: () => Promise<T>, change: (tx: Tx) => Promise<unknown>): Promise<T> {
  let acting: Promise<T> | undefined;
  await db().$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${personId}::uuid FOR UPDATE`;
      acting = act();
      await vi.waitFor(async () => {
        const waiting = await tx.$queryRaw<unknown[]>`SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))`;
        if (waiting.length === 0) throw new Error('it does not wait for the person yet');
      }, 10_000);
      await change(tx);
    },
    { timeout: 30_000 },
  );
  if (!acting) throw new Error('nothing was done');
  return acting;
}
