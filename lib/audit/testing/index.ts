import { checkpointText } from '../log/checkpoint';
import { leafHash } from '../log/hash';
import { parseNote, signNote, signatureLine } from '../log/note';
import { type NoteSigner, drawSigningKey, parseVerifierKey, signerOf } from '../log/note-keys';
import { fileSigner } from '../log/signer';
import { databaseSource } from '../verify/database-source';
import { type Verification, verifyLog } from '../verify/verify';
import { type Finding, reportText } from '../witness/report';

export { type PastEntry, addPast } from './past';
export { smallLog } from './small-log';

/** Verifies the log of a test's database as it stands. */
export async function verifyDatabase(url: string): Promise<Verification> {
  const source = await databaseSource(url);
  try {
    return await verifyLog({ source, verifier: parseVerifierKey(fileSigner().verifierKey) });
  } finally {
    await source.close();
  }
}

/** A witness of that name, with a key of its own. */
export const drawWitness = (name: string): NoteSigner => signerOf(name, drawSigningKey(), 'cosignature');

/** A checkpoint over a tree that nobody has, signed by whom you like. */
export const checkpointNote = (size: number, signer: NoteSigner): Promise<string> =>
  signNote(checkpointText({ origin: signer.name, size, root: leafHash(Uint8Array.of(3)) }), signer);

/** A witness's report about this log, or another. */
export const reportNote = (finding: Finding, size: number, witness: NoteSigner, at: Date, log = fileSigner().name): Promise<string> =>
  signNote(reportText({ log, finding, size }), witness, at);

/** The note with a witness's line below. */
export async function cosign(note: string, witness: NoteSigner, at: Date): Promise<string> {
  return note + (await signatureLine(parseNote(note)?.text ?? '', witness, at));
}
