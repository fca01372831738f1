import { raiseWhile } from '@/lib/alerts';
import { overdueWeeks } from '@/lib/audit';
import { type Ctx, type PrismaClient, transact } from '@/lib/db';
import { type Clock, type Ids, ok } from '@/lib/kernel';

interface Tools {
  readonly client: PrismaClient;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Tells supervisors of each week of the trail that should be signed off by now: once, until it is. */
export async function remindOfWeeks({ client, clock, ids }: Tools): Promise<void> {
  await transact(client, async (tx) => {
    const ctx: Ctx = { tx, clock, ids, requestId: ids.next(), actor: { kind: 'system', name: 'reminder' } };
    for (const week of await overdueWeeks(ctx)) await raiseWhile(ctx, 'week_unsigned', week, {});
    return ok();
  });
}
