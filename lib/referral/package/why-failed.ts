import { BrokenSeal, KeyDestroyed, NoSuchObject } from '@/lib/evidence';
import type { FileFacts } from '../facts';
import { NotAsRecorded, UnreadablePart } from './bag/counted';

/** What a person has to look at before the package can be made: no second try would go better. */
export interface Failure {
  readonly code: 'broken_file' | 'missing_file' | 'other_file' | 'key' | 'approver' | 'facts' | 'gave_up';
  /** What happened, what was not lost, what to do. */
  readonly words: string;
  /** The file whose seal is broken: supervisors are told of it as of any other. */
  readonly broken?: FileFacts;
}

/** Carries a failure out of what is packed. */
export class CannotPack extends Error {
  constructor(readonly failure: Failure) {
    super(failure.words);
  }
}

/** Another try may go better; until it does, this is why, in words for who looks at it after the last one. */
export class NotYet extends Error {
  constructor(
    message: string,
    /** What stood in the way and who can mend it: one or two sentences. */
    readonly words: string,
  ) {
    super(message);
  }
}

/** What is said after the last try. The cause comes first where it is known. */
export function gaveUp(error: unknown, tries: number): Failure {
  const cause = error instanceof NotYet ? error.words : "Whoever runs the desk finds the reason in the worker's log.";
  const words = [`The package could not be written in ${tries} tries.`, 'Nothing left the desk.', cause];
  return { code: 'gave_up', words: `${(error instanceof NotYet ? [cause, ...words.slice(0, 2)] : words).join(' ')} Then release it again.` };
}

const NOTHING = 'Nothing left the desk, and no package was made.';

/** @param why - As `whyApproverGone` says it. */
export const approverFailure = (why: string): Failure => ({ code: 'approver', words: `${why} ${NOTHING} Whoever asked for it takes it back and submits it anew, and somebody else agrees.` });

/** Why it cannot be packed, from what packing threw; null where it is worth another try. */
export function failureOf(error: unknown, files: ReadonlyMap<string, FileFacts>): Failure | null {
  if (error instanceof CannotPack) return error.failure;
  if (error instanceof NotAsRecorded) {
    return { code: 'other_file', words: `${error.path} is not the file that is on record: its hash or its length is another one. ${NOTHING} A supervisor finds out who can write to the evidence store.` };
  }
  if (!(error instanceof UnreadablePart)) return null;
  const file = files.get(error.path);
  if (!file) return null;
  if (error.cause instanceof BrokenSeal) {
    return { code: 'broken_file', broken: file, words: `${file.name} does not open: its stored form was changed, cut short or swapped. ${NOTHING} Supervisors are told; leave it out of the scope, or restore it, and release again.` };
  }
  if (error.cause instanceof NoSuchObject || error.cause instanceof KeyDestroyed) {
    return { code: 'missing_file', words: `${file.name} is not in the evidence store. ${NOTHING} Have it restored, or leave it out of the scope, and release again.` };
  }
  return null;
}
