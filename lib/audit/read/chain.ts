import { Prisma, type Tx } from '@/lib/db';
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

/** Ids one after the other, each as a target that holds it. */
const having = (ids: readonly string[]) => Prisma.sql`"targets" @> ANY (${ids.map((id) => JSON.stringify([{ id }]))}::jsonb[])`;

/**
 * The chain of events over some things, oldest first. What was refused is not among them: it reached nothing. The caller
 * has checked that the case may be read, and decides what of it anybody is told.
 */
export async function chainOf(tx: Pick<Tx, '$queryRaw'>, { caseId, itemIds, targetIds, ofThings, ofCase }: ChainQuery): Promise<ChainLink[]> {
  const rows = await tx.$queryRaw<{ leaf: Uint8Array<ArrayBuffer>; index: bigint | null }[]>`
    SELECT e."leaf", l."index"
    FROM "AuditEvent" e LEFT JOIN "AuditLeaf" l ON l."eventId" = e."id"
    WHERE e."outcome" <> 'refused' AND (
      (e."action" = ANY (${ofThings}) AND (e."itemId" = ANY (${itemIds}::uuid[]) OR (e."itemId" IS NULL AND ${having(targetIds)})))
      OR (e."action" = ANY (${ofCase}) AND e."caseId" = ${caseId}::uuid)
    )
    ORDER BY e."at", e."seq"`;
  return rows.map(({ leaf, index }) => ({ leaf: readLeaf(leaf), bytes: leaf, leafHash: leafHash(leaf), index: index === null ? null : Number(index) }));
}
