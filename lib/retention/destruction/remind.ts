import { stand } from '@/lib/alerts';
import type { Ctx } from '@/lib/db';

const DAY_MS = 24 * 60 * 60_000;

/** Keeps one alert for what waits for a second person, and one for what an old backup could still open. */
export async function remindOfDestructions(ctx: Ctx): Promise<void> {
  const waiting = await ctx.tx.destruction.findMany({ where: { state: 'awaiting_approval' }, select: { id: true } });
  await stand(ctx, { kind: 'destruction_waiting', members: waiting.map(({ id }) => id), quietMs: DAY_MS });
  const restorable = await ctx.tx.destruction.findMany({ where: { destroyedAt: { not: null }, beyondRestoreAt: null }, select: { id: true } });
  await stand(ctx, { kind: 'destruction_restorable', members: restorable.map(({ id }) => id), quietMs: 7 * DAY_MS });
}
