import { stand } from '@/lib/alerts';
import { type Ctx, type PrismaClient, transact } from '@/lib/db';
import { type Clock, type Ids, type SystemActor, config, ok } from '@/lib/kernel';

const REMINDER: SystemActor = { kind: 'system', name: 'reminders' };

/** Keeps one alert for the references that are due; it is over with the last of them. */
export async function tellReferences(ctx: Ctx): Promise<void> {
  const due = await ctx.tx.report.findMany({
    where: { isTest: config().TEST_MODE, state: 'awaiting_reference', remindAt: { lte: ctx.clock.now() } },
    select: { id: true },
  });
  await stand(ctx, { kind: 'reference_due', members: due.map(({ id }) => id) });
}

/** Reminds supervisors of reports whose reference is still to be entered. Idempotent. */
export async function remindOfReferences({ client, clock, ids }: { client: PrismaClient; clock: Clock; ids: Ids }): Promise<void> {
  await transact(client, async (tx) => {
    await tellReferences({ tx, actor: REMINDER, clock, ids, requestId: ids.next() });
    return ok();
  });
}
