import { stand } from '@/lib/alerts';
import type { Ctx } from '@/lib/db';
import { config } from '@/lib/kernel';

/** How long a report may wait for a second person before supervisors are told. */
const PATIENCE_MS = 60 * 60_000;

/** Tells supervisors of reports that nobody has agreed to or sent back for an hour. */
export async function tellApprovals(ctx: Ctx): Promise<void> {
  const since = new Date(ctx.clock.now().getTime() - PATIENCE_MS);
  const waiting = await ctx.tx.report.findMany({ where: { isTest: config().TEST_MODE, state: 'awaiting_approval', updatedAt: { lte: since } }, select: { id: true } });
  await stand(ctx, { kind: 'approval_waiting', members: waiting.map(({ id }) => id) });
}
