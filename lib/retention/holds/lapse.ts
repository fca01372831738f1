import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { RETENTION } from '../actor';

/**
 * Closes holds that have run out, all or those of one case. The database refuses to destroy anything under a hold that is
 * not closed, whatever its date: so it never goes by another clock than ours. It is the desk's act, whoever's question came upon
 * it: nobody who asks for something has ended a hold by that.
 */
export async function lapseHolds(asked: Ctx, where: { readonly caseId?: string } = {}): Promise<number> {
  const ctx: Ctx = { ...asked, actor: RETENTION };
  const now = ctx.clock.now();
  const over = await ctx.tx.hold.findMany({ where: { ...where, liftedAt: null, endsAt: { lte: now } }, orderBy: { id: 'asc' }, include: { case: { select: { number: true } } } });
  for (const hold of over) {
    const { count } = await ctx.tx.hold.updateMany({ where: { id: hold.id, liftedAt: null, endsAt: { lte: now } }, data: { liftedAt: now } });
    if (count > 0) await record(ctx, { action: 'hold.lapsed', details: { kind: hold.kind }, caseId: hold.caseId, targets: [{ type: 'hold', id: hold.id, label: hold.case.number }] });
  }
  return over.length;
}
