import { unwalled } from '@/lib/access';
import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, config, fail, ok } from '@/lib/kernel';
import { choicesOf } from './choices';
import { referralsOfCase } from './list';
import type { CaseToRefer } from './schema';

/** A case before something of it is referred: what there is to choose from, and what was referred already. Reading it is an event. */
export async function openCaseToRefer(ctx: Ctx<PersonActor>, { caseId }: { caseId: string }): Promise<Result<CaseToRefer>> {
  const found = await ctx.tx.case.findFirst({ where: { id: caseId, ...unwalled(ctx.actor) }, include: { subject: { select: { externalId: true, platform: true } } } });
  if (!found) return fail('not_found', 'There is no such case.');
  await record(ctx, { action: 'case.read', details: {}, caseId, targets: [{ type: 'case', id: caseId, label: found.number }] });
  const referrals = await referralsOfCase(ctx, { caseId });
  if (!referrals.ok) return referrals;
  return ok({
    case: { id: found.id, number: found.number, subject: found.subject.externalId, platform: found.subject.platform },
    isTest: config().TEST_MODE,
    choices: await choicesOf(ctx.tx, found),
    referrals: referrals.value,
  });
}
