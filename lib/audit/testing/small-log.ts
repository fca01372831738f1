import { checkpointText } from '../log/checkpoint';
import { leafHash } from '../log/hash';
import { signNote } from '../log/note';
import { drawSigningKey, signerOf } from '../log/note-keys';
import { formatProof } from '../log/proof-file';
import { treeOf } from '../log/prove';
import { TILE_WIDTH } from '../log/tile';

/** A log that no database keeps, for what is checked without one: its checkpoint, its key, and a proof for each entry, in order. */
export async function smallLog(name: string, leaves: readonly Uint8Array[]): Promise<{ verifierKey: string; checkpoint: string; proofs: string[] }> {
  if (leaves.length > TILE_WIDTH) throw new Error(`a small log has at most ${TILE_WIDTH} entries`);
  const signer = signerOf(name, drawSigningKey());
  const hashes = Buffer.concat(leaves.map(leafHash));
  const tree = treeOf(leaves.length, () => Promise.resolve(hashes));
  const checkpoint = await signNote(checkpointText({ origin: name, size: leaves.length, root: await tree.root() }), signer);
  const proofs = await Promise.all(leaves.map(async (_, index) => formatProof({ index, proof: await tree.proveInclusion(index), checkpoint })));
  return { verifierKey: signer.verifierKey, checkpoint, proofs };
}
