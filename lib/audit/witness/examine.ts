import type { Alarm } from '../schema';
import { type Checkpoint, parseCheckpoint } from '../log/checkpoint';
import { sameHash } from '../log/hash';
import { isSignedBy, parseNote } from '../log/note';
import type { NoteVerifier } from '../log/note-keys';
import { treeOf } from '../log/prove';
import type { ReadTile } from '../log/tile';
import { isConsistent } from '../log/verify-proof';

export type Examined = { readonly alarm: Alarm } | { readonly alarm?: undefined; readonly checkpoint: Checkpoint };

interface Examination {
  /** The checkpoint that the log shows now, as it came. */
  readonly shown: string;
  /** The one that was seen last, as it was kept; null at the first look. */
  readonly seen: string | null;
  readonly verifier: NoteVerifier;
  /** Tiles of the log as it is now. */
  readonly readTile: ReadTile;
}

/**
 * Whether the log only grew since the last look. The proof is made here, out of the log's own tiles: a log that cannot
 * show tiles which lead from the one root to the other is not the same log any more.
 */
export async function examine({ shown, seen, verifier, readTile }: Examination): Promise<Examined> {
  const [note, checkpoint] = [parseNote(shown), parseCheckpoint(shown)];
  if (!note || !checkpoint || checkpoint.origin !== verifier.name || !isSignedBy(note, verifier)) return { alarm: 'bad_signature' };
  const before = seen === null ? undefined : parseCheckpoint(seen);
  if (!before || before.size === 0) return { checkpoint };
  if (checkpoint.size < before.size) return { alarm: 'shortened' };
  if (checkpoint.size === before.size) return sameHash(checkpoint.root, before.root) ? { checkpoint } : { alarm: 'forked' };
  const proof = await treeOf(checkpoint.size, readTile).proveConsistency(before.size);
  const isSame = isConsistent({ size1: before.size, size2: checkpoint.size, root1: before.root, root2: checkpoint.root, proof });
  return isSame ? { checkpoint } : { alarm: 'forked' };
}
