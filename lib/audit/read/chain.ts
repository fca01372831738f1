import type { Tx } from '@/lib/db';
import { leafHash } from '../log/hash';
import { type Leaf, readLeaf } from '../review/leaf';
import type { Action } from '../schema';

/** What was done to which things. */
export interface ChainQuery {
  readonly caseId: string;
  readonly itemIds: readonly string[];
  /** Ids of what events are about that belong to no item: a file that was sent before any item named it. */
  readonly targetIds: readonly string[];
  /** Of these items, or of no item and with one of these targets. */
  readonly ofThings: readonly Action[];
  /** Of the case, whichever item they are kept under. */
  readonly ofCase: readonly Action[];
}

/** An event as the log has it: nothing here comes from the columns beside the entry. */
export interface ChainLink {
  readonly leaf: Leaf;
  /** The entry, word for word. */
  readonly bytes: Uint8Array;
  readonly leafHash: Uint8Array;
  /** Null while it waits for its place. */
  readonly index: number | null;
}

/**
 * The chain of events over some things, oldest first. What was refused is not among them: it reached nothing. The caller
 * has checked that the case may be read, and decides what of it anybody is told.
 */
export async function chainOf(tx: Pick<Tx, '$queryRaw'>, { caseId, itemIds, targetIds, ofThings, ofCase }: ChainQuery): Promise<ChainLink[]> {
  // Each of the ways by an index of its own, and only then by action: of those there are too many in the trail of all cases.
  const rows = await tx.$queryRaw<{ leaf: Uint8Array<ArrayBuffer>; index: bigint | null }[]>`
    WITH of_items AS MATERIALIZED (
      SELECT "at", "seq", "id", "action", "outcome", "leaf" FROM "AuditEvent" WHERE "itemId" = ANY (${itemIds}::uuid[])
    ), of_targets AS MATERIALIZED (
      SELECT e.* FROM unnest(${targetIds}::text[]) AS wanted("id")
      JOIN LATERAL (
        SELECT "at", "seq", "id", "action", "outcome", "leaf" FROM "AuditEvent"
        WHERE "targets" @> jsonb_build_array(jsonb_build_object('id', wanted."id")) AND "itemId" IS NULL
        -- Keeps the question asked of the index once a target; joined, it would be asked of every entry.
        OFFSET 0
      ) AS e ON TRUE
    ), of_case AS MATERIALIZED (
      SELECT "at", "seq", "id", "action", "outcome", "leaf" FROM "AuditEvent" WHERE "caseId" = ${caseId}::uuid
    ), found AS (
      SELECT * FROM of_items WHERE "action" = ANY (${ofThings})
      UNION SELECT * FROM of_targets WHERE "action" = ANY (${ofThings})
      UNION SELECT * FROM of_case WHERE "action" = ANY (${ofCase})
    )
    SELECT f."leaf", l."index" FROM found f LEFT JOIN "AuditLeaf" l ON l."eventId" = f."id"
    WHERE f."outcome" <> 'refused' ORDER BY f."at", f."seq"`;
  return rows.map(({ leaf, index }) => ({ leaf: readLeaf(leaf), bytes: leaf, leafHash: leafHash(leaf), index: index === null ? null : Number(index) }));
}
