import type { PrismaClient, Tx } from '@/lib/db';
import { packBundle } from './bundle';
import { HASH_BYTES } from './hash';
import { formatProof } from './proof-file';
import { treeOf } from './prove';
import { readEdge } from './sequence';
import { type ReadTile, TILE_WIDTH, type TileName, tileWidth } from './tile';

type Client = Pick<PrismaClient | Tx, '$queryRaw' | 'auditTile' | 'auditCheckpoint'>;

export interface PublishedCheckpoint {
  readonly size: number;
  /** The signed note, word for word. */
  readonly note: string;
}

/** The newest signed checkpoint, or null while the log is empty. */
export async function newestCheckpoint(client: Client): Promise<PublishedCheckpoint | null> {
  const found = await client.auditCheckpoint.findFirst({ orderBy: { size: 'desc' } });
  return found && { size: Number(found.size), note: found.note };
}

/** The tile's hashes, or null when the log has not that many yet. What is not yet signed for is not shown. */
export async function readTile(client: Client, { level, n, width }: TileName): Promise<Uint8Array | null> {
  const newest = await newestCheckpoint(client);
  if (!newest || width < 1 || width > tileWidth(level, n, newest.size)) return null;
  const full = await client.auditTile.findUnique({ where: { level_n: { level, n: BigInt(n) } } });
  if (full) return full.hashes.subarray(0, width * HASH_BYTES);
  const edge = await readEdge(client);
  const hashes = edge.levels[level] ?? [];
  if (width <= hashes.length && tileWidth(level, n + 1, edge.size) === 0) return Uint8Array.from(Buffer.concat(hashes.slice(0, width)));
  // It became full between the two looks.
  const since = await client.auditTile.findUnique({ where: { level_n: { level, n: BigInt(n) } } });
  return since ? since.hashes.subarray(0, width * HASH_BYTES) : null;
}

/**
 * The leaves of entries `from` to `to`, one place for each: null where the event itself is gone, be it that its month
 * was detached or that somebody removed it.
 */
async function readLeaves(client: Pick<Client, '$queryRaw'>, from: number, to: number): Promise<(Uint8Array | null)[]> {
  const rows = await client.$queryRaw<{ leaf: Uint8Array | null }[]>`
    SELECT (SELECT e."leaf" FROM "AuditEvent" e WHERE e."at" = l."at" AND e."id" = l."eventId") AS "leaf"
    FROM "AuditLeaf" l WHERE l."index" >= ${from} AND l."index" < ${to} ORDER BY l."index"`;
  return rows.map(({ leaf }) => leaf);
}

/** An entry bundle, or null when the log has not that many entries yet or no longer has their events at hand. */
export async function readBundle(client: Client, n: number, width: number): Promise<Uint8Array | null> {
  const newest = await newestCheckpoint(client);
  if (!newest || width < 1 || width > tileWidth(0, n, newest.size)) return null;
  const leaves = await readLeaves(client, n * TILE_WIDTH, n * TILE_WIDTH + width);
  const present = leaves.filter((leaf) => leaf !== null);
  return present.length === width ? packBundle(present) : null;
}

/** Tiles for proofs in the tree of the newest checkpoint. @throws Error when one is missing: the log is damaged. */
export function tilesOf(client: Client): ReadTile {
  return async (name) => {
    const hashes = await readTile(client, name);
    if (!hashes) throw new Error(`the log has no tile ${name.level}/${name.n} of ${name.width} hashes`);
    return hashes;
  };
}

/**
 * The proof that an event stands in the log, as a `.tlog-proof` file against the newest checkpoint. Null while the event
 * waits for its place, or for the checkpoint over it.
 */
export async function proveEvent(client: Client, eventId: string): Promise<{ index: number; file: string } | null> {
  const [place] = await client.$queryRaw<{ index: bigint }[]>`SELECT "index" FROM "AuditLeaf" WHERE "eventId" = ${eventId}::uuid`;
  const newest = await newestCheckpoint(client);
  if (!place || !newest || Number(place.index) >= newest.size) return null;
  const index = Number(place.index);
  const proof = await treeOf(newest.size, tilesOf(client)).proveInclusion(index);
  return { index, file: formatProof({ index, proof, checkpoint: newest.note }) };
}
