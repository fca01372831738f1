import { type Ctx, type PrismaClient, transact } from '@/lib/db';
import { type Clock, type Ids, type SystemActor, ok } from '@/lib/kernel';
import { sweepNotices } from '../notices';
import { keepFigures } from './keep';
import { type Placed, placeDecisions } from './place-decisions';
import { tellMissing, tellWaiting } from './tell';

export interface ReconcileTools {
  readonly client: PrismaClient;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Any number, the same in every process: one check at a time. */
const CHECKING = 730_303;
const CHECKER: SystemActor = { kind: 'system', name: 'reconciliation' };

/**
 * Proves that no decision is without its report, keeps the figures, and tells whoever has to act. Every worker does it
 * every minute: one that finds another at it leaves it alone, and what was told once is not told again.
 * @returns what was found, or null when another worker was at it.
 */
export async function reconcile({ client, clock, ids }: ReconcileTools): Promise<Placed | null> {
  const done = await transact(client, async (tx) => {
    const [lock] = await tx.$queryRaw<{ held: boolean }[]>`SELECT pg_try_advisory_xact_lock(${CHECKING}::int, 0) AS held`;
    if (!lock?.held) return ok(null);
    const ctx: Ctx = { tx, clock, ids, requestId: ids.next(), actor: CHECKER };
    const placed = await placeDecisions(tx);
    await keepFigures(ctx, placed);
    await tellMissing(ctx, placed.missing);
    await tellWaiting(ctx);
    await sweepNotices(tx, clock.now());
    return ok(placed);
  });
  return done.ok ? done.value : null;
}
