import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { freeItem, requireLease } from './lease';

/**
 * Gives back an item that the caller would rather not work on, and is not given it again. Nobody is asked why, and the
 * trail has a release like any other: skips are not there to be counted.
 */
export async function skip(ctx: Ctx<PersonActor>, { itemId }: { itemId: string }): Promise<Result<void>> {
  const held = await requireLease(ctx, itemId);
  if (!held.ok) return held;
  await ctx.tx.skip.createMany({ data: [{ personId: ctx.actor.id, itemId, at: ctx.clock.now() }], skipDuplicates: true });
  await freeItem(ctx, held.value);
  return ok();
}
