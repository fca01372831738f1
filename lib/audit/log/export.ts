import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PrismaClient } from '@/lib/db';
import { newestCheckpoint, readBundle, readTile } from './serve';
import { TILE_WIDTH, bundlePath, tilePath, tileWidth } from './tile';

export interface Exported {
  readonly size: number;
  /** Bundles that could not be written, since the events of their months lie elsewhere. */
  readonly without: number;
}

/**
 * Writes the log into a folder in the layout of https://c2sp.org/tlog-tiles, for whoever wants to verify it on another
 * machine with other people's tools. The checkpoint comes last: a folder that has one is whole.
 * @throws Error when the folder has a checkpoint already, or the log has none.
 */
export async function exportLog(client: PrismaClient, folder: string, onProgress?: (done: number, size: number) => void): Promise<Exported> {
  const newest = await newestCheckpoint(client);
  if (!newest) throw new Error('The log has no checkpoint yet: nothing to export.');
  const write = async (path: string, bytes: Uint8Array | string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes, { flag: 'wx' });
  };
  let without = 0;
  for (let level = 0; tileWidth(level, 0, newest.size) > 0; level += 1) {
    for (let n = 0; tileWidth(level, n, newest.size) > 0; n += 1) {
      const width = tileWidth(level, n, newest.size);
      const hashes = await readTile(client, { level, n, width });
      if (!hashes) throw new Error(`The log has lost tile ${level}/${n}; verify it before you export it.`);
      await write(tilePath({ level, n, width }), hashes);
      if (level > 0) continue;
      const bundle = await readBundle(client, n, width);
      if (bundle) await write(bundlePath(n, width), bundle);
      else without += 1;
      onProgress?.(Math.min(newest.size, (n + 1) * TILE_WIDTH), newest.size);
    }
  }
  await write('checkpoint', newest.note);
  return { size: newest.size, without };
}
