import type { TrailRow } from '@/lib/audit';
import { type Proofs, inclusionPath } from '@/lib/audit/schema';
import { type Bytes, HASH_BYTES, fromBase64, isSame, leafHash, nodeHash, toBase64, utf8 } from './bytes';
import { type Checkpoint, type SignatureState, checkSignature, readCheckpoint } from './checkpoint';
import { differenceOf } from './difference';

/** How an entry was shown to stand in the log. */
export interface Trace {
  readonly index: number;
  readonly size: number;
  readonly leafHash: string;
  readonly root: string;
  /** From the entry upwards: each hash, and on which side of what was known it stands. */
  readonly path: readonly { readonly side: 'left' | 'right'; readonly hash: string }[];
  readonly checkpoint: string;
  readonly signature: Exclude<SignatureState, 'bad'>;
  readonly verifierKey: string;
}

/** What was found out about one row, in the browser that shows it. */
export type Verdict =
  | { readonly state: 'waiting' }
  | { readonly state: 'proven'; readonly trace: Trace }
  | { readonly state: 'mismatch'; readonly words: string }
  | { readonly state: 'unchecked'; readonly words: string };

const mismatch = (words: string): Verdict => ({ state: 'mismatch', words });

/** The checkpoint that the proofs lead to, once its signature was looked at; one for a page of rows. */
export interface Ground {
  readonly checkpoint: Checkpoint;
  readonly note: string;
  readonly signature: SignatureState;
  readonly verifierKey: string;
}

/** Undefined while the log is empty, or not yet signed. @throws Error when what is there is no checkpoint */
export async function groundOf({ checkpoint: note, verifierKey }: Proofs): Promise<Ground | undefined> {
  if (note === null || verifierKey === null) return undefined;
  const checkpoint = readCheckpoint(note);
  if (!checkpoint) throw new Error('the desk answered no checkpoint');
  return { checkpoint, note, signature: await checkSignature(checkpoint, verifierKey), verifierKey };
}

async function fold(leaf: Bytes, path: readonly ('left' | 'right')[], hashes: readonly Bytes[]): Promise<Bytes> {
  let found = leaf;
  for (const [step, other] of hashes.entries()) found = path[step] === 'left' ? await nodeHash(other, found) : await nodeHash(found, other);
  return found;
}

/** Checks one row: what it shows against the entry, the entry against the log, and the log against its signature. */
export async function verdictOf(row: TrailRow, standing: Proofs['events'][number] | undefined, ground: Ground | undefined): Promise<Verdict> {
  const different = differenceOf(row);
  if (row.leaf === null || different === 'leaf') return mismatch('The stored entry cannot be read.');
  if (different !== undefined) return mismatch(`Its ${different} ${different === 'targets' || different === 'details' ? 'are' : 'is'} not what the log’s entry says.`);
  // Since the page was read, its reader was kept away from the case.
  if (!standing) return { state: 'unchecked', words: 'The desk no longer shows you this entry.' };
  if (standing.state === 'nowhere') return mismatch('It is neither in the log nor on its way there.');
  if (standing.state === 'waiting' || !ground) return { state: 'waiting' };
  const { checkpoint, signature, note, verifierKey } = ground;
  if (signature === 'bad') return mismatch('The log’s checkpoint is not signed by the log’s key.');
  const path = inclusionPath(standing.index, checkpoint.size);
  const hashes = standing.hashes.map(fromBase64).filter((hash) => hash?.length === HASH_BYTES).filter((hash) => hash !== undefined);
  if (path?.length !== standing.hashes.length || hashes.length !== path.length) return mismatch('Its proof is none: it has not the length that its place asks for.');
  const leaf = await leafHash(utf8(row.leaf));
  if (!isSame(await fold(leaf, path, hashes), checkpoint.root)) return mismatch('The stored entry is not the one that was put into the log.');
  const trace: Trace = {
    index: standing.index,
    size: checkpoint.size,
    leafHash: toBase64(leaf),
    root: toBase64(checkpoint.root),
    path: path.map((side, step) => ({ side, hash: standing.hashes[step] ?? '' })),
    checkpoint: note,
    signature,
    verifierKey,
  };
  return { state: 'proven', trace };
}

/** The file in which the proof leaves (https://c2sp.org/tlog-proof): it can be checked without this system. */
export function proofFile({ index, path, checkpoint }: Trace): string {
  return ['c2sp.org/tlog-proof@v1', `index ${index}`, ...path.map(({ hash }) => hash), '', checkpoint].join('\n');
}
