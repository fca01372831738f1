import type { Ctx, Prisma } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';
import { keptUntil } from '@/lib/retention';
import { noticeBody } from './body';

/** The key under which a notice has at most one job that has not started. */
export const noticeKey = (noticeId: string): string => `deliver-notice:${noticeId}`;

/**
 * Has the platform told of a filed report, where it has an address for that. To be called in the transaction that says
 * `filed`, after its preservation was started: there is a notice if and only if the report is filed. Called twice it
 * tells once.
 */
export async function announceFiled(ctx: Ctx, report: { readonly id: string }): Promise<void> {
  const { tx } = ctx;
  const { items, ...found } = await tx.report.findUniqueOrThrow({
    where: { id: report.id },
    select: { caseId: true, isTest: true, items: { orderBy: { position: 'asc' }, select: { item: { select: { externalId: true, platform: true, subject: { select: { externalId: true } } } } } } },
  });
  const [primary] = items;
  // All items of a case are of one account, and so of one platform.
  const webhook = primary && (await tx.platformWebhook.findFirst({ where: { platform: primary.item.platform, isOn: true }, select: { platform: true } }));
  if (!primary || !webhook) return;
  const preserveUntil = await keptUntil(tx, found.caseId);
  if (!preserveUntil) throw new Error('A report is filed with its preservation, and announced after that.');
  const now = ctx.clock.now();
  const body = noticeBody({
    at: now,
    itemExternalIds: items.map(({ item }) => item.externalId),
    accountExternalId: primary.item.subject.externalId,
    preserveUntil,
    isTest: found.isTest,
  });
  const id = ctx.ids.next();
  const { count } = await tx.notice.createMany({
    data: [{ id, reportId: report.id, platform: webhook.platform, body: body as unknown as Prisma.InputJsonObject, nextAt: now, createdAt: now }], // Prisma’s JSON types know no read-only arrays
    skipDuplicates: true,
  });
  if (count > 0) await enqueue(tx, 'deliver-notice', { noticeId: id }, { key: noticeKey(id) });
}
