import { type Checkpoint, isSignedBy, parseCheckpoint, parseNote, parseVerifierKey } from '@/lib/audit/proof';
import { CHECKPOINT_PATH, LOG_KEY_PATH } from '../documents/custody/line';
import { type OpenBag, readWhole } from './bag';
import { type Finding, finding } from './findings';

/** The checkpoint of the package: what it says, and word for word. */
export interface Anchor {
  readonly checkpoint: Checkpoint;
  readonly note: string;
}

const verifierOf = (key: string) => {
  try {
    return parseVerifierKey(key);
  } catch {
    return undefined;
  }
};

async function textOf(bag: OpenBag, path: string): Promise<string | undefined> {
  const file = bag.files.get(path);
  const bytes = file && (await readWhole(file));
  return bytes?.toString('utf8');
}

/** A log's key that came another way than the package. @throws Error when it is none. */
export function givenLogKey(text: string): string {
  parseVerifierKey(text);
  return text.trim();
}

/**
 * The log's signature on the checkpoint of the package, by the key in the package and, where one was given, by none but
 * that. The anchor is there as soon as it can be read, so that proofs are followed to it whoever signed it.
 */
export async function checkCheckpoint(bag: OpenBag, given?: string): Promise<{ anchor?: Anchor; findings: Finding[] }> {
  const [note, key] = [await textOf(bag, CHECKPOINT_PATH), await textOf(bag, LOG_KEY_PATH)];
  // What is missing is said by the manifest, and what is too long by `checkLengths`.
  if (note === undefined || key === undefined) return { findings: [] };
  const [checkpoint, parsed] = [parseCheckpoint(note), parseNote(note)];
  if (!checkpoint || !parsed) return { findings: [finding('checkpoint_unreadable', CHECKPOINT_PATH)] };
  const anchor = { checkpoint, note };
  const verifier = verifierOf(key);
  if (!verifier) return { anchor, findings: [finding('log_key_unreadable', LOG_KEY_PATH)] };
  if (given !== undefined && given !== key.trim()) return { anchor, findings: [finding('log_key_other', LOG_KEY_PATH)] };
  if (checkpoint.origin !== verifier.name || !isSignedBy(parsed, verifier)) return { anchor, findings: [finding('checkpoint_unsigned', CHECKPOINT_PATH)] };
  return { anchor, findings: [given === undefined ? finding('log_key_unasked', LOG_KEY_PATH, key.trim()) : finding('good_log_key', LOG_KEY_PATH)] };
}
