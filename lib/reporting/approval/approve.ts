import type { Ctx } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';
import { type PersonActor, type Result, config, ok } from '@/lib/kernel';
import { jobKey } from '../create';
import { move } from '../move';
import { keepVerdict, lockToJudge } from './judge';

/** Agrees to somebody else's report: from here on it waits out the undo, which is its creator's, and is filed as it was shown. */
export async function approve(ctx: Ctx<PersonActor>, { reportId }: { reportId: string }): Promise<Result<{ dueAt: string }>> {
  const locked = await lockToJudge(ctx, reportId);
  if (!locked.ok) return locked;
  const report = locked.value;
  const dueAt = new Date(ctx.clock.now().getTime() + config().REPORT_UNDO_SECONDS * 1000);
  await keepVerdict(ctx, report, { isApproved: true });
  await move(ctx, report, 'waiting', { dueAt, problem: null }, { action: 'report.approved', details: {} });
  await enqueue(ctx.tx, 'file-report', { reportId }, { runAt: dueAt, key: jobKey(reportId), priority: report.urgency });
  return ok({ dueAt: dueAt.toISOString() });
}
