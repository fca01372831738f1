import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { findHotline } from '@/lib/hotlines';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { tellChanged } from '../settings/tell-changed';
import { rulesOf } from './reason';
import { type ApprovalRuleInput, EVERY_HOTLINE } from './schema';

/** Says when a second person has to agree to reports of one harm, to one hotline or to every one without a rule of its own. Where fewer wait from now on, supervisors are told. */
export async function saveApprovalRule(ctx: Ctx<PersonActor>, { hotline, harm, forKnown, forNovel }: ApprovalRuleInput): Promise<Result<void>> {
  const entry = findHotline(hotline);
  if (!entry && hotline !== EVERY_HOTLINE) return fail('not_found', 'There is no such hotline.');
  const before = (await rulesOf(ctx.tx, hotline))(harm);
  const isRelaxed = (before?.forKnown === true && !forKnown) || (before?.forNovel === true && !forNovel);
  const data = { forKnown, forNovel, updatedAt: ctx.clock.now(), updatedById: ctx.actor.id };
  await ctx.tx.approvalRule.upsert({ where: { hotline_harm: { hotline, harm } }, create: { hotline, harm, ...data }, update: data });
  await record(ctx, { action: 'approval.rules_changed', details: { hotline, harm, forKnown, forNovel }, targets: [{ type: 'hotline', id: hotline, label: entry?.name ?? 'Every hotline' }] });
  if (isRelaxed) await tellChanged(ctx, entry?.name ?? 'every hotline without a rule of its own', 'relaxed');
  await announce(ctx.tx, 'access', hotline);
  return ok();
}
