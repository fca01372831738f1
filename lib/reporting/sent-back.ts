import { unwalled } from '@/lib/access';
import type { Ctx } from '@/lib/db';
import { openText, unwrapKey } from '@/lib/evidence';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { verdictBinding } from './approval/judge';

/** What a second person said when they sent a report back. */
export interface SentBack {
  readonly reportId: string;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly reason: string;
}

/** Why reports on an item were sent back to the caller, who asked for them; the last word on each that still stands. */
export async function sentBackOf({ tx, actor }: Ctx<PersonActor>, { itemId }: { itemId: string }): Promise<Result<readonly SentBack[]>> {
  const reports = await tx.report.findMany({
    where: { state: 'draft', createdById: actor.id, items: { some: { itemId } }, case: unwalled(actor) },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      item: { select: { wrappedKey: true, kekId: true } },
      verdicts: { where: { isApproved: false }, orderBy: { id: 'desc' }, take: 1, include: { person: { select: { pseudonym: true } } } },
    },
  });
  return ok(
    reports.flatMap(({ id: reportId, item, verdicts: [last] }) =>
      last?.sealedReason ? [{ reportId, by: last.person.pseudonym, at: last.at.toISOString(), reason: openText(unwrapKey(item), verdictBinding(last.id), last.sealedReason) }] : [],
    ),
  );
}
