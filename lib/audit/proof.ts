// What checking a proof takes, and nothing else: no database, no configuration, no network. A second face of this module,
// so that a program that an investigator runs somewhere else need not load the desk to believe its log.
export { type Checkpoint, parseCheckpoint } from './log/checkpoint';
export { leafHash } from './log/hash';
export { type Note, isSignedBy, parseNote } from './log/note';
export { type NoteVerifier, parseVerifierKey } from './log/note-keys';
export { type ProofFile, parseProof } from './log/proof-file';
export { isIncluded } from './log/verify-proof';
