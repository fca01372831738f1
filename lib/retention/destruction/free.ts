import type { Ctx, Tx } from '@/lib/db';
import { whatKeeps } from '../keepers';
import { type Scope, readFacts } from '../load-facts';

/** Those of the items that a filed report tells of together with items that are to stay. */
async function tiedToOthers(tx: Tx, itemIds: readonly string[]): Promise<Set<string>> {
  const ids = [...itemIds];
  const tied = await tx.$queryRaw<{ itemId: string }[]>`
    SELECT DISTINCT ri."itemId"::text AS "itemId" FROM "ReportItem" ri JOIN "Report" r ON r."id" = ri."reportId"
     WHERE r."state" = 'filed' AND ri."itemId" = ANY(${ids}::uuid[])
       AND EXISTS (SELECT 1 FROM "ReportItem" o JOIN "Item" i ON i."id" = o."itemId"
         WHERE o."reportId" = r."id" AND NOT o."itemId" = ANY(${ids}::uuid[]) AND length(i."wrappedKey") > 0)`;
  return new Set(tied.map(({ itemId }) => itemId));
}

/**
 * Those of a case's items that nothing keeps, as the desk asks for itself: one that has to stay keeps none beside it but what is
 * sealed together with it. What keeps the case keeps all of them.
 */
export async function freeItems({ tx, clock }: Pick<Ctx, 'tx' | 'clock'>, { caseId, itemIds }: Scope): Promise<string[]> {
  for (let free = [...itemIds]; free.length > 0; ) {
    const keepers = whatKeeps(await readFacts({ tx }, { caseId, itemIds: free, isOwn: true }), { now: clock.now(), part: 'everything' });
    if (keepers.length === 0) return free;
    if (keepers.some(({ kind }) => kind !== 'together')) return [];
    const tied = await tiedToOthers(tx, free);
    if (tied.size === 0) throw new Error('A report is said to tell of other items, too, and none does.');
    free = free.filter((id) => !tied.has(id));
  }
  return [];
}
