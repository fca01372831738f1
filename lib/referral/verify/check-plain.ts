import { MANIFEST } from '../package/bag/texts';
import type { OpenBag } from './bag';
import { checkManifest } from './check-manifest';
import { checkTables } from './check-tables';
import { type Finding, finding } from './findings';
import type { Hashed } from './hash-files';
import { readManifest } from './manifest';

const NEEDED = ['README.txt', 'report.pdf', MANIFEST];

/** A package that is no bag: one manifest names all other files, and nobody signed it. */
export async function checkPlain(bag: OpenBag, hashed: Hashed): Promise<Finding[]> {
  const file = bag.files.get(MANIFEST);
  const manifest = file && (await readManifest(file));
  if (!manifest) return [];
  const findings = checkManifest(bag, hashed, manifest, (path) => path !== MANIFEST);
  findings.push(...NEEDED.filter((path) => !bag.files.has(path) && !manifest.hashes.has(path)).map((path) => finding('missing', path, 'every package')));
  if (findings.length === 0) findings.push(finding('good_hashes', MANIFEST, `${manifest.hashes.size} files, none missing, none beside them, every hash right.`));
  return [...findings, ...(await checkTables(bag, manifest)), finding('unsigned_kind', MANIFEST)];
}
