import { record } from '@/lib/audit';
import { type PrismaClient, announce } from '@/lib/db';
import type { Clock } from '@/lib/kernel';
import { type Alone, eachAlone } from '../each-alone';
import { REQUEST_DAYS } from '../schema';
import { targetOf } from './find';

const DAY_MS = 24 * 60 * 60_000;

/** Withdraws requests that nobody agreed to within their days: while one waits, the desk does none of its own work on the case. */
export async function lapseRequests({ client, clock }: { readonly client: PrismaClient; readonly clock: Clock }, alone: Alone): Promise<void> {
  const before = new Date(clock.now().getTime() - REQUEST_DAYS * DAY_MS);
  const over = await client.destruction.findMany({ where: { state: 'awaiting_approval', requestedAt: { lte: before } }, select: { id: true, number: true, caseId: true } });
  await eachAlone(over, (destruction) =>
    alone(async (ctx) => {
      // Whoever agrees in this moment is first, or finds that it is over.
      const { count } = await ctx.tx.destruction.updateMany({ where: { id: destruction.id, state: 'awaiting_approval' }, data: { state: 'withdrawn', outcome: `Nobody agreed within ${REQUEST_DAYS} days. Nothing was destroyed.` } });
      if (count === 0) return;
      await record(ctx, { action: 'destruction.withdrawn', details: {}, reason: `Nobody agreed within ${REQUEST_DAYS} days`, caseId: destruction.caseId, targets: [targetOf(destruction)] });
      await announce(ctx.tx, 'case', destruction.caseId);
    }),
  );
}
