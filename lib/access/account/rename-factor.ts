import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';

/** Calls one of the caller's factors something else. */
export async function renameFactor(ctx: Ctx<PersonActor>, { factorId, name }: { readonly factorId: string; readonly name: string }): Promise<Result<void>> {
  const { count } = await ctx.tx.factor.updateMany({ where: { id: factorId, personId: ctx.actor.id }, data: { name } });
  if (count === 0) return fail('not_found', 'There is no such second factor among yours.');
  await record(ctx, { action: 'factor.renamed', details: {}, targets: [{ type: 'factor', id: factorId }] });
  return ok();
}
