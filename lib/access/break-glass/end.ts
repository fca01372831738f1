import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import type { GiveBack } from '../people/give-back';

/** Gives a role back before its time, from whichever of one's sessions, and with it the items that were taken. */
export async function endBreakGlass(ctx: Ctx<PersonActor>, { breakGlassId: id }: { breakGlassId: string }, giveBack: GiveBack): Promise<Result<void>> {
  const { tx, actor } = ctx;
  const endedAt = ctx.clock.now();
  const taken = await tx.breakGlass.findFirst({ where: { id, personId: actor.id } });
  if (!taken) return fail('not_found', 'There is no such role of yours.');
  const { count } = await tx.breakGlass.updateMany({ where: { id, endedAt: null, endsAt: { gt: endedAt } }, data: { endedAt } });
  if (count === 0) return fail('conflict', 'This role is over already. You have your own role again.');
  await record(ctx, { action: 'break_glass.ended', details: {}, targets: [{ type: 'break_glass', id }] });
  await giveBack(ctx, actor.id);
  await announce(tx, 'access', id);
  await announce(tx, 'session', actor.id);
  return ok();
}
