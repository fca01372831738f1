import type { Prisma, Tx } from '@/lib/db';

const WHO = { select: { pseudonym: true } } as const;

const WHOLE_ITEM = {
  conversation: true,
  participants: { orderBy: { accountId: 'asc' } },
  messages: { include: { media: { orderBy: { position: 'asc' } } }, orderBy: { position: 'asc' } },
  media: { include: { media: true }, orderBy: { position: 'asc' } },
  signals: { orderBy: { position: 'asc' } },
  ipEvents: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
  decisions: { orderBy: [{ decidedAt: 'asc' }, { id: 'asc' }], include: { person: WHO } },
} as const satisfies Prisma.ItemInclude;

export type WholeItem = Prisma.ItemGetPayload<{ include: typeof WHOLE_ITEM }>;

/** The items that are named, as far as they are of the case, in the order in which they were received; texts are still sealed. */
export function loadItems(tx: Tx, caseId: string, itemIds: readonly string[]): Promise<WholeItem[]> {
  return tx.item.findMany({ where: { caseId, id: { in: [...itemIds] } }, orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }], include: WHOLE_ITEM });
}

/** Reports that cover one of the items, but for those that were withdrawn before anybody outside had them. */
export function loadReports(tx: Tx, caseId: string, itemIds: readonly string[]) {
  return tx.report.findMany({
    where: { caseId, items: { some: { itemId: { in: [...itemIds] } } }, OR: [{ filedAt: { not: null } }, { state: { not: 'withdrawn' } }] },
    orderBy: { id: 'asc' },
    include: { items: { orderBy: { position: 'asc' } }, files: { orderBy: { position: 'asc' } } },
  });
}

export function loadNotes(tx: Tx, caseId: string) {
  return tx.note.findMany({ where: { caseId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], include: { author: WHO, versions: { orderBy: { version: 'asc' } } } });
}

/** Clocks that filed reports started, and holds of the agency that is told of them: who else asked is nobody's to know. */
export async function loadClocks(tx: Tx, caseId: string, reportIds: readonly string[], agencyId: string | null) {
  const clocks = await tx.preservation.findMany({ where: { caseId, reportId: { in: [...reportIds] } }, orderBy: [{ startsAt: 'asc' }, { id: 'asc' }] });
  const holds = agencyId === null ? [] : await tx.hold.findMany({ where: { caseId, agencyId, liftedAt: null }, orderBy: [{ startsAt: 'asc' }, { id: 'asc' }] });
  return { clocks, holds };
}

const REFERRAL = { case: { include: { subject: true } }, agency: true, reissueOf: { select: { number: true } } } as const satisfies Prisma.ReferralInclude;
export type LoadedReferral = Prisma.ReferralGetPayload<{ include: typeof REFERRAL }>;

export function loadReferral(tx: Tx, where: Prisma.ReferralWhereInput): Promise<LoadedReferral | null> {
  return tx.referral.findFirst({ where, include: REFERRAL });
}
