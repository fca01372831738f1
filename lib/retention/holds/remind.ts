import { stand } from '@/lib/alerts';
import type { Ctx } from '@/lib/db';

const DAY_MS = 24 * 60 * 60_000;

/** Keeps one alert for the holds that somebody has to look at; whoever waved it away is reminded again a week later. */
export async function remindOfReviews(ctx: Ctx): Promise<void> {
  const due = await ctx.tx.hold.findMany({ where: { liftedAt: null, reviewAt: { lte: ctx.clock.now() } }, select: { id: true } });
  await stand(ctx, { kind: 'hold_review', members: due.map(({ id }) => id), quietMs: 7 * DAY_MS });
}
