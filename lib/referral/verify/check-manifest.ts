import type { OpenBag } from './bag';
import { type Finding, finding } from './findings';
import type { Hashed } from './hash-files';
import type { Manifest } from './manifest';

/**
 * Compares the files that a manifest has to name with those that it names: every one of them, no other, each with its
 * hash. `sha256sum --check` does the hashes and the missing ones; it never sees what is there and not named.
 * @param isItsOwn - whether the manifest has to name a path. @param isLate - files that it may leave out.
 */
export function checkManifest(bag: OpenBag, { hashes }: Hashed, manifest: Manifest, isItsOwn: (path: string) => boolean, isLate: (path: string) => boolean = () => false): Finding[] {
  const findings = [...manifest.findings];
  const gone = new Map<string, string>();
  for (const [path, expected] of manifest.hashes) {
    const found = hashes.get(path);
    if (!isItsOwn(path)) findings.push(finding('misplaced', manifest.file, path));
    else if (!bag.files.has(path)) {
      gone.set(expected, path);
      findings.push(finding('missing', path, manifest.file));
    } else if (found !== undefined && found !== expected) findings.push(finding('changed', path, manifest.file));
  }
  const named = new Map([...manifest.hashes].map(([path, hash]) => [hash, path]));
  for (const path of bag.files.keys()) {
    if (!isItsOwn(path) || manifest.hashes.has(path) || isLate(path)) continue;
    const hash = hashes.get(path) ?? '';
    const [missing, other] = [gone.get(hash), named.get(hash)];
    if (missing !== undefined) findings.push(finding('renamed', path, manifest.file, missing));
    else if (other !== undefined) findings.push(finding('copied', path, manifest.file, other));
    else findings.push(finding('extra', path, manifest.file));
  }
  return findings;
}
