import { type Ctx, announce } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';
import { record } from '@/lib/audit';
import { lockCase } from '../load-facts';
import { destroyKey } from './approve';
import { targetOf } from './find';
import { freeItems } from './free';
import { nextNumber } from './number';
import { livingItems } from './scope';

interface OwnDestruction {
  readonly caseId: string;
  /** Those that are to go where nothing keeps them. */
  readonly itemIds: readonly string[];
  readonly kind: 'not_violating' | 'erasure';
  readonly reason: string;
}

/**
 * Has the worker destroy items by the desk's own rules, which nobody has to agree to; it asks what keeps them like any
 * other. With the last items of a closed case goes the case itself. Nothing happens while another destruction of the case
 * is under way: that is looked at again tomorrow. The case is locked before that is asked, so that two workers at once begin one.
 * @returns whether one was begun.
 */
export async function destroyOwn(ctx: Ctx, { caseId, itemIds: wanted, kind, reason }: OwnDestruction): Promise<boolean> {
  await lockCase(ctx.tx, caseId);
  const under = await ctx.tx.destruction.count({ where: { caseId, state: { in: ['awaiting_approval', 'approved', 'destroying'] } } });
  if (under > 0) return false;
  const itemIds = await freeItems(ctx, { caseId, itemIds: await livingItems(ctx.tx, caseId, wanted) });
  if (itemIds.length === 0) return false;
  const found = await ctx.tx.case.findUniqueOrThrow({ where: { id: caseId }, select: { number: true, status: true } });
  const rest = (await livingItems(ctx.tx, caseId)).filter((id) => !itemIds.includes(id));
  const isWholeCase = found.status === 'closed' && rest.length === 0;
  const [id, now, number] = [ctx.ids.next(), ctx.clock.now(), await nextNumber(ctx)];
  await ctx.tx.destruction.create({ data: { id, number, caseId, kind, state: 'approved', itemIds, isWholeCase, reason, requestedAt: now, approvedAt: now } });
  await record(ctx, { action: 'destruction.requested', details: { kind, items: itemIds.length, isWholeCase }, reason, caseId, targets: [targetOf({ id, number }), { type: 'case', id: caseId, label: found.number }] });
  await enqueue(ctx.tx, 'destroy-evidence', { destructionId: id }, { key: destroyKey(id) });
  await announce(ctx.tx, 'case', caseId);
  return true;
}
