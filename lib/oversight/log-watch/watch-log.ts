import { raiseWhile, settle } from '@/lib/alerts';
import { lagSeconds, parseVerifierKey } from '@/lib/audit';
import { type Ctx, type PrismaClient, transact } from '@/lib/db';
import { type Clock, type Ids, config, ok } from '@/lib/kernel';
import { aboutOf } from './about';
import { silentFor } from './silent';

/** A second is usual, and a batch that fails is tried again at once. */
const BEHIND_AFTER_S = 30;

async function watchLag(ctx: Ctx, seconds: number, upForS: number): Promise<void> {
  // What waited while no worker ran is taken in the first seconds of the next.
  if (Math.min(seconds, upForS) > BEHIND_AFTER_S) await raiseWhile(ctx, 'audit_behind', 'log', { seconds: Math.floor(seconds) });
  else if (seconds <= BEHIND_AFTER_S) await settle(ctx, 'audit_behind', 'log');
}

/** A witness is silent when it was not heard of, or not looked for, since long enough; its next word ends that. */
async function watchWitness(ctx: Ctx, key: string, since: Date): Promise<void> {
  const row = await ctx.tx.auditWitness.findUnique({ where: { key }, select: { seenAt: true } });
  const heardAt = new Date(Math.max(row?.seenAt?.getTime() ?? 0, since.getTime()));
  const minutes = silentFor(heardAt, ctx.clock.now());
  if (minutes !== undefined) await raiseWhile(ctx, 'witness_silent', aboutOf(key), { witness: parseVerifierKey(key).name, minutes });
}

interface Watch {
  readonly client: PrismaClient;
  readonly clock: Clock;
  readonly ids: Ids;
  /** When the watching began: what happened before, nobody was there to hear. */
  readonly since: Date;
}

/** Looks whether the log keeps up and its witnesses are there; tells supervisors once of each that is not. */
export async function watchLog({ client, clock, ids, since }: Watch): Promise<void> {
  const seconds = await lagSeconds(client);
  await transact(client, async (tx) => {
    const ctx: Ctx = { tx, clock, ids, requestId: ids.next(), actor: { kind: 'system', name: 'log watch' } };
    await watchLag(ctx, seconds, (clock.now().getTime() - since.getTime()) / 1000);
    for (const key of config().AUDIT_WITNESS_KEYS) await watchWitness(ctx, key, since);
    return ok();
  });
}
