import type { Tx } from '@/lib/db';
import { type Checkpoint, parseCheckpoint } from '../log/checkpoint';
import { sameHash } from '../log/hash';
import { type Note, cosignedAt, isSignedBy, parseNote } from '../log/note';
import { type NoteVerifier, parseVerifierKey } from '../log/note-keys';
import { type Finding, type Report, parseReport } from './report';

/**
 * What a witness signed, and when, to the second: a checkpoint of ours, one that was never ours, or a report. Or not
 * what it should be.
 */
export type Checked =
  | { readonly is: 'ours' | 'unknown' | Finding; readonly size: number; readonly signedAt: Date }
  | { readonly is: 'wrong'; readonly words: string };

const wrong = (words: string): Checked => ({ is: 'wrong', words });

async function checkCheckpoint(tx: Tx, note: Note, { origin, size, root }: Checkpoint, log: NoteVerifier | undefined, signedAt: Date): Promise<Checked> {
  if (log?.name !== origin) return wrong('The checkpoint is of another log.');
  const own = await tx.auditCheckpoint.findUnique({ where: { size: BigInt(size) }, select: { root: true } });
  if (!own || !sameHash(Uint8Array.from(own.root), root)) return { is: 'unknown', size, signedAt };
  return isSignedBy(note, log) ? { is: 'ours', size, signedAt } : wrong('The checkpoint is not signed by the log’s key.');
}

/** A log that has lost even its name is reported about all the same. */
function checkReport(report: Report, log: NoteVerifier | undefined, signedAt: Date): Checked {
  return log && log.name !== report.log ? wrong('The report is about another log.') : { is: report.finding, size: report.size, signedAt };
}

/** A witness's word, held against the checkpoints that this log has made. Whoever carries it here vouches for nothing. */
export async function checkWord(tx: Tx, verifier: NoteVerifier, signed: string): Promise<Checked> {
  const note = parseNote(signed);
  const [checkpoint, report] = [parseCheckpoint(signed), parseReport(note?.text ?? '')];
  if (!note || !(checkpoint ?? report)) return wrong('The note is neither a checkpoint nor a report.');
  const signedAt = cosignedAt(note, verifier);
  if (!signedAt) return wrong('The note is not signed by this witness.');
  const tree = await tx.auditTree.findUnique({ where: { id: 1 }, select: { verifierKey: true } });
  const log = tree?.verifierKey ? parseVerifierKey(tree.verifierKey) : undefined;
  if (checkpoint) return checkCheckpoint(tx, note, checkpoint, log, signedAt);
  return report ? checkReport(report, log, signedAt) : wrong('The note is no report.');
}
