import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { tendSoon } from '../tend-soon';
import { lockDestruction, targetOf } from './find';

/** Takes a request back before anybody agreed, or stops one that was agreed to and has not begun. */
export async function withdrawDestruction(ctx: Ctx<PersonActor>, { destructionId, reason }: { destructionId: string; reason: string }): Promise<Result<void>> {
  const found = await lockDestruction(ctx, destructionId);
  if (!found) return fail('not_found', 'There is no such destruction.');
  if (found.state === 'withdrawn') return ok();
  if (found.state === 'destroying' || found.state === 'done') return fail('conflict', 'It is done: the keys are gone for good.');
  await ctx.tx.destruction.update({ where: { id: destructionId }, data: { state: 'withdrawn' } });
  await record(ctx, { action: 'destruction.withdrawn', details: {}, reason, caseId: found.caseId, targets: [targetOf(found), { type: 'case', id: found.caseId, label: found.case.number }] });
  await announce(ctx.tx, 'case', found.caseId);
  await tendSoon(ctx.tx);
  return ok();
}
