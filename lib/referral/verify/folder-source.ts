import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { BagFile, OpenBag } from './bag';
import { type Finding, finding } from './findings';
import { clashes, faultOfName } from './names';

/**
 * Opens a package that was unpacked. Links are not followed: a file that is elsewhere is not in the package, and a link
 * to a device would never end.
 */
export async function openFolder(path: string): Promise<OpenBag> {
  const findings: Finding[] = [];
  const files = new Map<string, BagFile>();
  const clash = clashes();
  const open = [''];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const name of (await readdir(join(path, folder))).toSorted()) {
      const at = folder === '' ? name : `${folder}/${name}`;
      const place = join(path, at);
      const stat = await lstat(place);
      const [unsafe, other] = [faultOfName(at), stat.isDirectory() ? undefined : clash(at)];
      if (unsafe !== undefined) findings.push(finding('unsafe_name', at, unsafe));
      else if (stat.isDirectory()) open.push(at);
      else if (!stat.isFile()) findings.push(finding('not_a_file', at));
      else {
        if (other) findings.push(finding('twin_name', at, other.with));
        files.set(at, { path: at, byteSize: stat.size, open: () => Promise.resolve(createReadStream(place)) });
      }
    }
  }
  return { name: basename(resolve(path)), files, findings, close: () => Promise.resolve() };
}
