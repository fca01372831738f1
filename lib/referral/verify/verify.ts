import type { KeyObject, X509Certificate } from 'node:crypto';
import { CUSTODY_PATH, LOG_KEY_PATH } from '../documents/custody/line';
import { MANIFEST, TAG_MANIFEST, TIME_STAMP } from '../package/bag/texts';
import type { OpenBag } from './bag';
import { checkBag } from './check-bag';
import { CASE, checkCase } from './check-case';
import { checkCustody } from './check-custody';
import { checkLengths } from './check-lengths';
import { checkPlain } from './check-plain';
import { KEY_FILE, SIGNATURE, checkSignature } from './check-signature';
import { checkTime } from './check-time';
import { type Finding, finding } from './findings';
import { type OnProgress, hashFiles } from './hash-files';
import { openSource } from './open-source';
import { type Owed, judged } from './verdict';

const PAGES = 'data/report.pdf';

/** What came to whoever verifies another way than the package, and how much they want to hear. */
export interface VerifyOptions {
  /** Whether a signing key is the one that was given. */
  readonly isKey?: (key: KeyObject) => boolean;
  /** The log's verifier key, `NAME+ID+KEY`. */
  readonly logKey?: string;
  /** Time-stamping authorities that are trusted. */
  readonly authorities?: readonly X509Certificate[];
  readonly onProgress?: OnProgress;
}

const isBag = ({ files }: OpenBag): boolean => files.has('bagit.txt') || files.has(CUSTODY_PATH) || files.has('bag-info.txt');

/**
 * The rule by which a package is called whole: nothing was found wrong, and each of these was found right. So a check that
 * finds nothing to read, or forgets to say so, can never make a package whole; and whatever was given to compare with
 * was compared with.
 */
function owedBy(bag: OpenBag, { isKey, logKey, authorities }: VerifyOptions): Owed[] {
  const hashes: Owed = { code: 'good_hashes', file: MANIFEST, what: 'that these are the files that were packed' };
  if (!isBag(bag)) return [hashes];
  return [
    hashes,
    { code: 'good_hashes', file: TAG_MANIFEST, what: 'that these are the files that were packed' },
    { code: 'good_signature', file: SIGNATURE, what: 'who signed the package' },
    { code: 'good_custody', file: CUSTODY_PATH, what: 'that its entries stand in the log' },
    { code: 'good_document', file: CASE, what: 'that it is about these files' },
    ...(isKey ? [{ code: 'good_key', file: KEY_FILE, what: 'that it is the key that you were given' } as const] : []),
    ...(logKey === undefined ? [] : [{ code: 'good_log_key', file: LOG_KEY_PATH, what: 'that it is the key that you were given' } as const]),
    ...(authorities ? [{ code: 'good_time', file: TIME_STAMP, what: 'when the package existed' } as const] : []),
  ];
}

async function* checkAll(bag: OpenBag, { isKey, logKey, authorities, onProgress }: VerifyOptions): AsyncGenerator<Finding> {
  yield* bag.findings;
  if (!isBag(bag) && !bag.files.has(MANIFEST)) {
    // A ZIP that cannot be read was said to be one; that nothing was found in it is no further news.
    if (bag.findings.length === 0) yield finding('no_package', bag.name);
    return;
  }
  yield* checkLengths(bag);
  const hashed = await hashFiles(bag, onProgress);
  yield* hashed.findings;
  if (!isBag(bag)) {
    yield* await checkPlain(bag, hashed);
    // Whoever was given a key expects a signature; one that was taken off with the rest of the bag must not pass unseen.
    if (isKey || logKey || authorities) yield finding('other_profile', bag.name, 'that carries no signature, and you were given a key: ask for the one with it.');
    return;
  }
  const { findings, payload } = await checkBag(bag, hashed);
  yield* findings;
  yield* await checkSignature(bag, isKey);
  yield* await checkCustody(bag, logKey);
  yield* await checkTime(bag, hashed, authorities);
  if (payload) yield* await checkCase(bag, payload);
  if (bag.files.has(PAGES)) yield finding('pages_unread', PAGES);
}

/**
 * Verifies a package, a ZIP or a folder, and says what it finds as it finds it. Needs nothing of the desk that made it.
 * Memory stays small whatever its size: files are read in pieces, and nothing is unpacked.
 * @throws NotRead when there is nothing to judge: no such file, none of a package, or one that is still sealed.
 */
export async function* verifyPackage(path: string, options: VerifyOptions = {}): AsyncGenerator<Finding> {
  const bag = await openSource(path);
  try {
    yield* judged(checkAll(bag, options), owedBy(bag, options));
  } finally {
    await bag.close();
  }
}
