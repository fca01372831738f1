import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail } from '@/lib/kernel';
import { withdrawReport } from '../withdraw';

/** Stops a supplement before anything of it is sent; the decision and the report that it adds to stand as they are. */
export async function undoSupplement(ctx: Ctx<PersonActor>, { reportId }: { reportId: string }): Promise<Result<void>> {
  const found = await ctx.tx.report.findFirst({ where: { id: reportId, createdById: ctx.actor.id, supplementOfId: { not: null } }, select: { id: true } });
  return found ? withdrawReport(ctx, { reportId }) : fail('not_found', 'There is no such report of yours.');
}
