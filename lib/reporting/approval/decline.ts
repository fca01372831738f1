import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { move } from '../move';
import { keepVerdict, lockToJudge } from './judge';
import type { DeclineInput } from './schema';

/** Sends somebody else's report back to them, saying why. It is not filed, and stays in sight until they act. */
export async function decline(ctx: Ctx<PersonActor>, { reportId, reason }: DeclineInput): Promise<Result<void>> {
  const locked = await lockToJudge(ctx, reportId);
  if (!locked.ok) return locked;
  const report = locked.value;
  const { pseudonym } = await ctx.tx.person.findUniqueOrThrow({ where: { id: report.createdById }, select: { pseudonym: true } });
  await keepVerdict(ctx, report, { isApproved: false, reason });
  await move(ctx, report, 'draft', { problem: `Sent back by ${ctx.actor.name}. ${pseudonym} reads why, and takes it up again or asks again.` }, { action: 'report.declined', details: {} });
  return ok();
}
