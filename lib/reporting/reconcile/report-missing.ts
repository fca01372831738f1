import { unwalled } from '@/lib/access';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail } from '@/lib/kernel';
import { type CreatedReport, createReports } from '../create';

/**
 * Makes the report that a decision should have had, as the supervisor who asks for it: with the same routes, second
 * person and undo as any other. Refuses with `conflict` when there is one after all.
 */
export async function reportMissing(ctx: Ctx<PersonActor>, { decisionId }: { decisionId: string }): Promise<Result<readonly CreatedReport[]>> {
  const decision = await ctx.tx.decision.findFirst({ where: { id: decisionId, item: { case: unwalled(ctx.actor) } }, select: { id: true } });
  return decision ? createReports(ctx, { decisionIds: [decisionId] }) : fail('not_found', 'There is no such decision.');
}
