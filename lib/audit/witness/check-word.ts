import type { Tx } from '@/lib/db';
import { parseCheckpoint } from '../log/checkpoint';
import { sameHash } from '../log/hash';
import { cosignedAt, isSignedBy, parseNote } from '../log/note';
import { type NoteVerifier, parseVerifierKey } from '../log/note-keys';

/** A checkpoint with a witness's signature below it: ours, or one that was never ours, or not what it should be. */
export type Checked =
  | { readonly is: 'ours' | 'unknown'; readonly size: number; readonly signedAt: Date }
  | { readonly is: 'wrong'; readonly words: string };

const wrong = (words: string): Checked => ({ is: 'wrong', words });

/** What a witness's note says, held against the checkpoints that this log has made. */
export async function checkWord(tx: Tx, verifier: NoteVerifier, signed: string): Promise<Checked> {
  const [note, checkpoint] = [parseNote(signed), parseCheckpoint(signed)];
  if (!note || !checkpoint) return wrong('The note is no checkpoint.');
  const signedAt = cosignedAt(note, verifier);
  if (!signedAt) return wrong('The note is not signed by this witness.');
  const tree = await tx.auditTree.findUnique({ where: { id: 1 }, select: { verifierKey: true } });
  const log = tree?.verifierKey ? parseVerifierKey(tree.verifierKey) : undefined;
  if (log?.name !== checkpoint.origin) return wrong('The checkpoint is of another log.');
  const { size } = checkpoint;
  const own = await tx.auditCheckpoint.findUnique({ where: { size: BigInt(size) }, select: { root: true } });
  if (!own || !sameHash(Uint8Array.from(own.root), checkpoint.root)) return { is: 'unknown', size, signedAt };
  return isSignedBy(note, log) ? { is: 'ours', size, signedAt } : wrong('The checkpoint is not signed by the log’s key.');
}
