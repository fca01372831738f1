import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EvidenceStore } from './store';

/** Makes a rename durable: without it a crash may keep the file and lose its name. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return; // folders cannot be opened there
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

/** Evidence in a folder of this machine: two letters, the object id, one file a rendering. */
export function localFolder(root: string): EvidenceStore {
  // The last letters of our ids are random, the first are the time: a fan-out by the first would fill one folder.
  const folderOf = (objectId: string) => join(root, objectId.slice(-2), objectId);
  const fileOf = (objectId: string, rendering: string) => join(folderOf(objectId), `${rendering}.sealed`);

  return {
    async put(objectId, rendering, sealed) {
      const folder = folderOf(objectId);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = fileOf(objectId, rendering);
      const unfinished = `${path}.part`;
      const file = await open(unfinished, 'w', 0o600);
      try {
        await file.writeFile(sealed);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, path);
      await syncFolder(folder);
    },
    get: (objectId, rendering) => readFile(fileOf(objectId, rendering)),
    delete: (objectId) => rm(folderOf(objectId), { recursive: true, force: true }),
  };
}
