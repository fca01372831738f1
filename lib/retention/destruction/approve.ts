import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { keptBecause, whatKeeps } from '../keepers';
import { lockedFacts } from '../load-facts';
import { tendSoon } from '../tend-soon';
import { demandFrom, lockDestruction, targetOf } from './find';
import { whatChanged } from './scope';

/** At most one job that has not started is waiting for a destruction. */
export const destroyKey = (destructionId: string): string => `destroy-evidence:${destructionId}`;

/** Agrees to a destruction that somebody else asked for. It is done at once by the worker, which asks again what keeps it; there is no way back. */
export async function approveDestruction(ctx: Ctx<PersonActor>, { destructionId }: { destructionId: string }): Promise<Result<void>> {
  const found = await lockDestruction(ctx, destructionId);
  if (!found) return fail('not_found', 'There is no such destruction.');
  if (found.requestedById === ctx.actor.id) return fail('forbidden', 'You asked for it yourself: somebody else agrees, or nobody does. Nothing was destroyed.');
  if (found.state !== 'awaiting_approval') return fail('conflict', 'This does not wait for anybody’s word any more; nothing was changed.');
  const facts = await lockedFacts(ctx, found);
  const keepers = whatKeeps(facts, { now: ctx.clock.now(), demandFrom: await demandFrom(ctx, found), part: found.kind === 'agency_demand' ? 'files' : 'everything' });
  if (keepers.length > 0) return fail('conflict', `It is kept by now: ${keptBecause(keepers)}. Nothing was destroyed; withdraw it, or wait.`);
  const changed = await whatChanged(ctx.tx, found);
  if (changed !== null) return fail('conflict', `This is not what was asked for any more: ${changed}. Nothing was destroyed; withdraw it, and ask again.`);
  await ctx.tx.destruction.update({ where: { id: destructionId }, data: { state: 'approved', approvedById: ctx.actor.id, approvedAt: ctx.clock.now() } });
  await record(ctx, { action: 'destruction.approved', details: {}, caseId: found.caseId, targets: [targetOf(found), { type: 'case', id: found.caseId, label: found.case.number }] });
  await enqueue(ctx.tx, 'destroy-evidence', { destructionId }, { key: destroyKey(destructionId) });
  await announce(ctx.tx, 'case', found.caseId);
  await tendSoon(ctx.tx);
  return ok();
}
