import type { Ctx } from '@/lib/db';
import { freeItem } from './lease';

/**
 * Gives everything that a person holds back to the queue, each item at its old place: somebody whose access ends, or
 * who gives back a role that they took, does not keep others from working on it.
 */
export async function giveBackAll(ctx: Ctx, personId: string): Promise<void> {
  const held = await ctx.tx.$queryRaw<{ id: string; caseId: string }[]>`
    SELECT "id", "caseId" FROM "Item"
    WHERE "leaseHolderId" = ${personId}::uuid AND "state" = 'waiting' AND "leaseUntil" > ${ctx.clock.now()}
    ORDER BY "id" FOR UPDATE`;
  for (const item of held) await freeItem(ctx, item);
}
