import { Prisma, type Tx, transact } from '@/lib/db';
import { type Result, ok } from '@/lib/kernel';
import { type Edge, grow } from './growth';
import { HASH_BYTES, type Hash } from './hash';

type Client = Parameters<typeof transact>[0];

/** Any number, the same in every process of ours: whoever holds it within a transaction is the sequencer. */
const LEADER_LOCK = 7_303_014_962;
/** Entries a batch: some tenths of a second of work at most, so that a batch that is cut short loses little time. */
const BATCH = 5_000;

export interface Integrated {
  /** False when another process was at it. */
  readonly isLeader: boolean;
  readonly count: number;
}

function split(bytes: Uint8Array): Hash[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, at) => Uint8Array.from(bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)));
}

/** The tree's right edge as it is stored. Locked until the transaction ends when `isToGrow`. */
export async function readEdge(tx: Pick<Tx, '$queryRaw'>, { isToGrow = false } = {}): Promise<Edge> {
  const lock = Prisma.raw(isToGrow ? 'FOR UPDATE' : '');
  const [tree] = await tx.$queryRaw<{ size: bigint; edge: Uint8Array[] }[]>`SELECT "size", "edge" FROM "AuditTree" WHERE "id" = 1 ${lock}`;
  if (!tree) throw new Error('the log has lost its tree: the row of AuditTree is gone');
  return { size: Number(tree.size), levels: tree.edge.map(split) };
}

/**
 * Moves waiting events into the log, in the order of the queue; their indexes follow on without a gap. They are taken up
 * to a number, not by a list: a queue that was counted while it was empty would have each of a list looked for among all.
 */
async function place(tx: Tx, size: number, limit: number): Promise<Hash[]> {
  const rows = await tx.$queryRaw<{ leafHash: Uint8Array<ArrayBuffer> }[]>`
    WITH taken AS (
      DELETE FROM "AuditQueue" WHERE "seq" <= (SELECT max("seq") FROM (SELECT "seq" FROM "AuditQueue" ORDER BY "seq" LIMIT ${limit}) AS next) RETURNING *
    ), placed AS (
      SELECT *, ${size}::bigint + row_number() OVER (ORDER BY "seq") - 1 AS "index" FROM taken
    ), kept AS (
      INSERT INTO "AuditLeaf" ("index", "eventId", "at") SELECT "index", "eventId", "at" FROM placed
    )
    SELECT "leafHash" FROM placed ORDER BY "index"`;
  return rows.map(({ leafHash }) => leafHash);
}

/**
 * Gives waiting events their place in the log: one batch, in one transaction. Who does it is settled by a lock that
 * the same transaction holds, so two processes cannot both believe to lead; whatever dies in the middle leaves nothing.
 */
export function integrate(client: Client, limit = BATCH): Promise<Result<Integrated>> {
  return transact<Integrated>(client, async (tx) => {
    const [lock] = await tx.$queryRaw<{ isMine: boolean }[]>`SELECT pg_try_advisory_xact_lock(${LEADER_LOCK}::bigint) AS "isMine"`;
    if (!lock?.isMine) return ok({ isLeader: false, count: 0 });
    const before = await readEdge(tx, { isToGrow: true });
    const leaves = await place(tx, before.size, limit);
    if (leaves.length === 0) return ok({ isLeader: true, count: 0 });
    const { edge, full } = grow(before, leaves);
    if (full.length > 0) await tx.auditTile.createMany({ data: full.map(({ level, n, hashes }) => ({ level, n: BigInt(n), hashes })) });
    await tx.auditTree.update({ where: { id: 1 }, data: { size: BigInt(edge.size), edge: edge.levels.map((level) => Uint8Array.from(Buffer.concat(level))) } });
    return ok({ isLeader: true, count: leaves.length });
  });
}
