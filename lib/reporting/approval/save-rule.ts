import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { findHotline } from '@/lib/hotlines';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { type ApprovalRuleInput, EVERY_HOTLINE } from './schema';

/** Says when a second person has to agree to reports of one harm, to one hotline or to every one without a rule of its own. */
export async function saveApprovalRule(ctx: Ctx<PersonActor>, { hotline, harm, forKnown, forNovel }: ApprovalRuleInput): Promise<Result<void>> {
  const entry = findHotline(hotline);
  if (!entry && hotline !== EVERY_HOTLINE) return fail('not_found', 'There is no such hotline.');
  const data = { forKnown, forNovel, updatedAt: ctx.clock.now(), updatedById: ctx.actor.id };
  await ctx.tx.approvalRule.upsert({ where: { hotline_harm: { hotline, harm } }, create: { hotline, harm, ...data }, update: data });
  await record(ctx, { action: 'approval.rules_changed', details: { hotline, harm, forKnown, forNovel }, targets: [{ type: 'hotline', id: hotline, label: entry?.name ?? 'Every hotline' }] });
  await announce(ctx.tx, 'access', hotline);
  return ok();
}
