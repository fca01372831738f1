import type { Tx } from '@/lib/db';
import { keyOf } from './accounts';
import type { Prepared } from './prepare';

export interface KnownItem {
  readonly id: string;
  readonly caseNumber: string;
  readonly bodyDigest: Uint8Array;
}

/** The items that were taken in before under the same platform and externalId, by `keyOf`. */
export async function findKnown(tx: Tx, items: readonly Prepared[]): Promise<ReadonlyMap<string, KnownItem>> {
  const rows = await tx.$queryRaw<(KnownItem & { platform: string; externalId: string })[]>`
    SELECT i."id", i."platform", i."externalId", i."bodyDigest", c."number" AS "caseNumber"
    FROM "Item" i JOIN "Case" c ON c."id" = i."caseId"
    WHERE (i."platform", i."externalId") IN (SELECT * FROM unnest(${items.map(({ input }) => input.platform)}::text[], ${items.map(({ input }) => input.externalId)}::text[]))`;
  return new Map(rows.map((row) => [keyOf(row.platform, row.externalId), row]));
}
