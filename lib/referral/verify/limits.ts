import { CHECKPOINT_PATH, LOG_KEY_PATH } from '../documents/custody/line';
import { MANIFEST, TAG_MANIFEST, TIME_STAMP } from '../package/bag/texts';

const KIB = 1024;
const MIB = 1024 * KIB;

/** Names half a million files, as many as a package may have. */
const LIST_BYTES = 64 * MIB;
const STAMP_BYTES = MIB;
const SIGNATURE_BYTES = 4 * KIB;
/** Sixty-four hashes, a checkpoint, and the lines of its witnesses. */
const PROOF_BYTES = 64 * KIB;

/** In bytes: far more than a desk writes, and little enough to be held in memory. */
const LIMITS: ReadonlyMap<string, number> = new Map([
  ['bagit.txt', KIB],
  ['bag-info.txt', 64 * KIB],
  [MANIFEST, LIST_BYTES],
  [TAG_MANIFEST, LIST_BYTES],
  [`${TAG_MANIFEST}.sig`, SIGNATURE_BYTES],
  ['signing-key.pem', 16 * KIB],
  [CHECKPOINT_PATH, 64 * KIB],
  [LOG_KEY_PATH, 64 * KIB],
  ['checkpoint.tsr', STAMP_BYTES],
  [TIME_STAMP, STAMP_BYTES],
  [`${TIME_STAMP}.sig`, SIGNATURE_BYTES],
  ['files.csv', LIST_BYTES],
]);

/** How long a file may be that is read whole, by its path; undefined for one that is read in pieces, however long it is. */
export const limitOf = (path: string): number | undefined => LIMITS.get(path) ?? (path.startsWith('data/proofs/') ? PROOF_BYTES : undefined);
