import type { Alarm } from '../schema';
import { type Checkpoint, parseCheckpoint } from '../log/checkpoint';
import { sameHash } from '../log/hash';
import { isSignedBy, parseNote } from '../log/note';
import type { NoteVerifier } from '../log/note-keys';
import { treeOf } from '../log/prove';
import type { ReadTile } from '../log/tile';
import { isConsistent } from '../log/verify-proof';

/** A part of the tree that has to be there, by the checkpoint that the log shows, is not. */
export class TileMissing extends Error {}

export type Examined = { readonly alarm: Alarm } | { readonly alarm?: undefined; readonly checkpoint: Checkpoint };

interface Examination {
  /** The checkpoint that the log shows now, as it came. */
  readonly shown: string;
  /** The one that was seen last, as it was kept; null at the first look. */
  readonly seen: string | null;
  readonly verifier: NoteVerifier;
  /** Tiles of the log as it is now. @throws TileMissing when it has not the one that is asked for */
  readonly readTile: ReadTile;
}

/**
 * Whether the log only grew since the last look. The proof is made here, out of the log's own tiles: a log that cannot
 * show tiles which lead from the one root to the other is not the same log any more.
 */
export async function examine({ shown, seen, verifier, readTile }: Examination): Promise<Examined> {
  const [note, checkpoint] = [parseNote(shown), parseCheckpoint(shown)];
  if (!note || !checkpoint || checkpoint.origin !== verifier.name || !isSignedBy(note, verifier)) return { alarm: 'bad_signature' };
  const before = seen === null ? null : parseCheckpoint(seen);
  // To take it for a first look would be to sign whatever is shown.
  if (before === undefined) throw new Error('The checkpoint that was kept cannot be read. Put it back from a copy; only who deletes it begins anew.');
  if (before === null || before.size === 0) return { checkpoint };
  if (checkpoint.size < before.size) return { alarm: 'shortened' };
  if (checkpoint.size === before.size) return sameHash(checkpoint.root, before.root) ? { checkpoint } : { alarm: 'forked' };
  let proof: Uint8Array[];
  try {
    proof = await treeOf(checkpoint.size, readTile).proveConsistency(before.size);
  } catch (error) {
    if (error instanceof TileMissing) return { alarm: 'unproven' };
    throw error;
  }
  const isSame = isConsistent({ size1: before.size, size2: checkpoint.size, root1: before.root, root2: checkpoint.root, proof });
  return isSame ? { checkpoint } : { alarm: 'forked' };
}
