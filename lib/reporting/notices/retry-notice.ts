import { unwalled } from '@/lib/access';
import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { noticeKey } from './announce-filed';

/** Sends a notice that is stuck again, at once and with all its attempts before it. */
export async function retryNotice(ctx: Ctx<PersonActor>, { noticeId }: { noticeId: string }): Promise<Result<void>> {
  const { tx } = ctx;
  await tx.$queryRaw`SELECT 1 FROM "Notice" WHERE "id" = ${noticeId}::uuid FOR UPDATE`;
  const notice = await tx.notice.findFirst({ where: { id: noticeId, report: { case: unwalled(ctx.actor) } }, include: { report: { select: { id: true, caseId: true, itemId: true } } } });
  if (!notice) return fail('not_found', 'There is no such notice.');
  if (notice.state !== 'stuck') return fail('conflict', 'This notice is not stuck; nothing was changed.');
  await tx.notice.update({ where: { id: noticeId }, data: { state: 'waiting', attempts: 0, problem: null, nextAt: ctx.clock.now() } });
  const { report } = notice;
  await record(ctx, { action: 'notice.retried', details: {}, caseId: report.caseId, itemId: report.itemId, targets: [{ type: 'notice', id: noticeId }, { type: 'report', id: report.id }] });
  await enqueue(tx, 'deliver-notice', { noticeId }, { key: noticeKey(noticeId) });
  await announce(tx, 'report', report.id);
  return ok();
}
