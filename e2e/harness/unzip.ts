import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';

/** Unpacks an archive into a folder and answers the names of its files; refuses one that would write elsewhere. */
export async function unzip(archive: string, folder: string): Promise<string[]> {
  const zip = await openPromise(archive, { lazyEntries: true });
  const names: string[] = [];
  for await (const entry of zip.eachEntry()) {
    const target = resolve(join(folder, entry.fileName));
    if (!target.startsWith(resolve(folder) + sep)) throw new Error(`The archive reaches out of its folder: ${entry.fileName}`);
    await mkdir(dirname(target), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
    names.push(entry.fileName);
  }
  return names;
}
