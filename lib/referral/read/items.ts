import type { Tx } from '@/lib/db';
import type { ReferralItem } from './schema';

/** Items of a case, or those of them that are named, the earliest received first, with what is decided of them. */
export async function itemsOf(tx: Tx, caseId: string, itemIds?: readonly string[]): Promise<ReferralItem[]> {
  const items = await tx.item.findMany({
    where: { caseId, ...(itemIds && { id: { in: [...itemIds] } }) },
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true, summary: true, severity: true, receivedAt: true, occurredAt: true,
      decisions: { where: { undoneAt: null }, orderBy: { decidedAt: 'desc' }, take: 1, select: { outcome: true } },
      _count: { select: { media: true, messages: true } },
    },
  });
  return items.map(({ id, summary, severity, receivedAt, occurredAt, decisions, _count }) => ({
    id,
    summary,
    severity,
    receivedAt: receivedAt.toISOString(),
    occurredAt: occurredAt.toISOString(),
    outcome: decisions[0]?.outcome ?? null,
    files: _count.media,
    messages: _count.messages,
  }));
}
