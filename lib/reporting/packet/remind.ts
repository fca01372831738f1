import { membersOf, stand } from '@/lib/alerts';
import { type Ctx, type PrismaClient, transact } from '@/lib/db';
import { type Clock, type Ids, type SystemActor, config, ok } from '@/lib/kernel';

const REMINDER: SystemActor = { kind: 'system', name: 'reminders' };
const DAY_MS = 24 * 3_600_000;

/**
 * Keeps one alert for the references that are due; it is over with the last of them. Whoever acknowledged it is reminded
 * again a day later, and so on until the reference is entered.
 */
export async function tellReferences(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  const waiting = await ctx.tx.report.findMany({ where: { isTest: config().TEST_MODE, state: 'awaiting_reference' }, select: { id: true, remindAt: true } });
  const due = waiting.filter(({ remindAt }) => remindAt !== null && remindAt <= now).map(({ id }) => id);
  const told = new Set(await membersOf(ctx.tx, 'reference_due'));
  const members = new Set([...due, ...waiting.map(({ id }) => id).filter((id) => told.has(id))]);
  await stand(ctx, { kind: 'reference_due', members: [...members], anew: due });
  await ctx.tx.report.updateMany({ where: { id: { in: due }, state: 'awaiting_reference' }, data: { remindAt: new Date(now.getTime() + DAY_MS) } });
}

/** Reminds supervisors and liaisons of reports whose reference is still to be entered. Idempotent. */
export async function remindOfReferences({ client, clock, ids }: { client: PrismaClient; clock: Clock; ids: Ids }): Promise<void> {
  await transact(client, async (tx) => {
    await tellReferences({ tx, actor: REMINDER, clock, ids, requestId: ids.next() });
    return ok();
  });
}
