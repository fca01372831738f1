import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { livingKeks } from '@/lib/evidence';
import { targetOf } from './find';
import { remindOfDestructions } from './remind';

/**
 * Says of every destruction whose wraps no living key opens that it is beyond restoring: an earlier backup of the database
 * still holds the wrapped keys, and nobody can unwrap them. What this process has in its key file is what counts; copies
 * of that file that somebody keeps elsewhere are theirs to destroy.
 */
export async function settleBeyondRestore(ctx: Ctx): Promise<number> {
  const living = new Set(livingKeks());
  const open = await ctx.tx.destruction.findMany({ where: { destroyedAt: { not: null }, beyondRestoreAt: null } });
  let settled = 0;
  for (const destruction of open) {
    if (destruction.kekIds.some((id) => living.has(id))) continue;
    const { count } = await ctx.tx.destruction.updateMany({ where: { id: destruction.id, beyondRestoreAt: null }, data: { beyondRestoreAt: ctx.clock.now() } });
    if (count === 0) continue;
    settled += 1;
    await record(ctx, { action: 'destruction.beyond_restore', details: {}, caseId: destruction.caseId, targets: [targetOf(destruction)] });
  }
  await remindOfDestructions(ctx);
  return settled;
}
