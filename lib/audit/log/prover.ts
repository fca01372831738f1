import type { PrismaClient, Tx } from '@/lib/db';
import { parseCheckpoint } from './checkpoint';
import { isSignedBy, parseNote } from './note';
import { parseVerifierKey } from './note-keys';
import { formatProof } from './proof-file';
import { treeOf } from './prove';
import { newestCheckpoint, tilesOf } from './serve';
import type { ReadTile } from './tile';
import { isIncluded } from './verify-proof';

type Client = Pick<PrismaClient | Tx, '$queryRaw' | 'auditTile' | 'auditCheckpoint' | 'auditTree'>;

/** Tiles of eight kilobytes that are kept: entries that follow one another in the log ask for the same few again. */
const TILES_KEPT = 64;

/** Proofs against one checkpoint, for any number of entries, in bounded memory. */
export interface Prover {
  /** The signed checkpoint, word for word, and what its signature is checked with. */
  readonly checkpoint: string;
  readonly verifierKey: string;
  /** How many entries it covers. */
  readonly size: number;
  /**
   * The proof that the entry with this hash stands at this place, as a `.tlog-proof` file. It is checked before it is given.
   * @throws Error when it does not stand there, or tiles are missing: the log is damaged.
   */
  prove(index: number, leafHash: Uint8Array): Promise<string>;
}

/** The tiles that were asked for last are not read again. */
function remembering(readTile: ReadTile): ReadTile {
  const kept = new Map<string, Promise<Uint8Array>>();
  return (name) => {
    const key = `${name.level}/${name.n}`;
    const tile = kept.get(key) ?? readTile(name);
    kept.delete(key);
    kept.set(key, tile);
    for (const oldest of kept.keys()) {
      if (kept.size <= TILES_KEPT) break;
      kept.delete(oldest);
    }
    return tile;
  };
}

/**
 * Takes the newest checkpoint to prove entries against. Null while the log has none.
 * @throws Error when the checkpoint is not signed by the key that the log says it has.
 */
export async function openProver(client: Client): Promise<Prover | null> {
  const newest = await newestCheckpoint(client);
  const tree = await client.auditTree.findUnique({ where: { id: 1 }, select: { verifierKey: true } });
  if (!newest || !tree?.verifierKey) return null;
  const [note, stated] = [parseNote(newest.note), parseCheckpoint(newest.note)];
  if (!note || !stated || stated.size !== newest.size || !isSignedBy(note, parseVerifierKey(tree.verifierKey))) throw new Error(`the checkpoint over ${newest.size} entries is not one of this log's key`);
  const readTile = remembering(tilesOf(client));
  const { size, root } = stated;
  return {
    checkpoint: newest.note,
    verifierKey: tree.verifierKey,
    size,
    async prove(index, leafHash) {
      const proof = await treeOf(size, readTile).proveInclusion(index);
      if (!isIncluded({ index, size, leafHash, proof, root })) throw new Error(`the log has another entry at ${index} than the trail`);
      return formatProof({ index, proof, checkpoint: newest.note });
    },
  };
}
