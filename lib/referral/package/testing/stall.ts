import { spawnSync } from 'node:child_process';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { storedPath } from '@/lib/evidence/testing';

/**
 * Puts a pipe in the place of a stored original that gives its first half and then nothing, so that whoever packs it stands
 * in the middle for as long as a test likes. `isRead` settles once somebody has opened it; `goOn` gives them the other half,
 * `mend` what comes after a stop. Both put the original back.
 */
export async function stall(mediaId: string): Promise<{ isRead: Promise<void>; goOn(): Promise<void>; mend(): Promise<void> }> {
  const path = await storedPath(mediaId);
  const aside = `${path}.aside`;
  const bytes = await readFile(path);
  await rename(path, aside);
  const { status, error } = spawnSync('mkfifo', [path]);
  if (status !== 0) throw error ?? new Error('No pipe could be made.');
  const opened = open(path, 'w');
  const isRead = opened.then(async (pipe) => {
    await pipe.write(bytes.subarray(0, bytes.length >> 1));
  });
  async function mend(): Promise<void> {
    await (await opened).close();
    await rm(path);
    await rename(aside, path);
  }
  return {
    isRead,
    async goOn() {
      await isRead;
      await (await opened).writeFile(bytes.subarray(bytes.length >> 1));
      await mend();
    },
    mend,
  };
}
