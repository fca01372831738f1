import type { KeyObject, X509Certificate } from 'node:crypto';
import { MANIFEST } from '../package/bag/texts';
import type { OpenBag } from './bag';
import { checkBag } from './check-bag';
import { checkCase } from './check-case';
import { checkCustody } from './check-custody';
import { checkPlain } from './check-plain';
import { checkSignature } from './check-signature';
import { checkTime } from './check-time';
import { type Finding, finding } from './findings';
import { type OnProgress, hashFiles } from './hash-files';
import { openSource } from './open-source';

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

async function* checkAll(bag: OpenBag, { isKey, logKey, authorities, onProgress }: VerifyOptions): AsyncGenerator<Finding> {
  yield* bag.findings;
  const isBag = bag.files.has('bagit.txt') || bag.files.has('data/custody.jsonl') || bag.files.has('bag-info.txt');
  if (!isBag && !bag.files.has(MANIFEST)) {
    // A ZIP that cannot be read was said to be one; that nothing was found in it is no further news.
    if (bag.findings.length === 0) yield finding('no_package', bag.name);
    return;
  }
  const hashed = await hashFiles(bag, onProgress);
  yield* hashed.findings;
  if (!isBag) {
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
    yield* checkAll(bag, options);
  } finally {
    await bag.close();
  }
}
