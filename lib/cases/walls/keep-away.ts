import { unwalled } from '@/lib/access';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { lockAround, raiseWall } from './raise';

/**
 * Keeps a person away from a case, from now on and from later cases of the same account, until it is lifted. Never
 * oneself: whoever knows somebody in the case steps back, which says something else in the trail.
 */
export async function keepAway(ctx: Ctx<PersonActor>, input: { caseId: string; personId: string; reason: string }): Promise<Result<{ wallId: string }>> {
  await lockAround(ctx, input.caseId);
  const found = await ctx.tx.case.findFirst({ where: { id: input.caseId, ...unwalled(ctx.actor) }, select: { number: true } });
  if (!found) return fail('not_found', 'There is no such case.');
  if (input.personId === ctx.actor.id) return fail('forbidden', 'To keep yourself away, step back from the case. Nothing was changed.');
  const person = await ctx.tx.person.findUnique({ where: { id: input.personId }, select: { id: true } });
  if (!person) return fail('not_found', 'There is no such person.');
  return raiseWall(ctx, 'case.walled', { ...input, number: found.number });
}

/** The person's own step back: the case is gone for them when this is done, and only a supervisor lets them back. */
export async function recuse(ctx: Ctx<PersonActor>, { caseId, reason }: { caseId: string; reason: string }): Promise<Result<void>> {
  await lockAround(ctx, caseId);
  const found = await ctx.tx.case.findFirst({ where: { id: caseId, ...unwalled(ctx.actor) }, select: { number: true } });
  if (!found) return fail('not_found', 'There is no such case.');
  const raised = await raiseWall(ctx, 'case.recused', { caseId, number: found.number, personId: ctx.actor.id, reason });
  return raised.ok ? ok() : raised;
}
