import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

async function filesBelow(path: string, isWanted: (path: string) => boolean): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return [];
  if (found.isFile()) return isWanted(path) ? [path] : [];
  const names = await readdir(path);
  const nested = await Promise.all(names.map((name) => filesBelow(join(path, name), isWanted)));
  return nested.flat();
}

/** One hash over the names and contents of the files below the paths, in an order that does not depend on the disk. */
export async function fingerprint(paths: string[], isWanted: (path: string) => boolean = () => true): Promise<string> {
  const files = (await Promise.all(paths.map((path) => filesBelow(path, isWanted)))).flat().sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const content = await readFile(file);
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
