import { randomBytes } from 'node:crypto';
import { mkdir, open, opendir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { MEBIBYTE } from './schema';
import { type EvidenceStore, NoSuchObject, type StoredObject } from './store';

/** Larger than Node's own: what is sealed is opened by the megabyte, and asking costs more than reading. */
const READ_BYTES = MEBIBYTE;

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;
const isMissing = (error: unknown) => codeOf(error) === 'ENOENT';

/** How often a folder is made again that others keep removing: each time one of them has done its work. */
const TRIES = 100;

/** What was found, or null when nothing is there: another process may have removed it a moment ago. */
const ifThere = <T>(found: Promise<T>): Promise<T | null> => found.catch((error: unknown) => {
  if (!isMissing(error)) throw error;
  return null;
});

/**
 * Makes a rename durable: without it a crash may keep the file and lose its name. A folder that somebody removed since,
 * being empty, holds no name that could be lost.
 */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return; // folders cannot be opened there
  const folder = await ifThere(open(path, 'r'));
  if (folder) await folder.sync().finally(() => folder.close());
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  try {
    for await (const entry of await opendir(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) yield* filesBelow(path);
      else if (entry.isFile()) yield path;
    }
  } catch (error) {
    // Removed by another process while it was being listed, or never made.
    if (!isMissing(error)) throw error;
  }
}

/** Evidence in a folder of this machine, or of several that share it. Only its owner can read what is in it. */
export function localFolder(root: string): EvidenceStore {
  const pathOf = (name: string) => join(root, ...name.split('/'));
  const nameOf = (path: string) => relative(root, path).split(sep).join('/');

  /** Also makes the new folders' own names durable, up to the root. */
  async function makeFolder(path: string): Promise<void> {
    const first = await mkdir(path, { recursive: true, mode: 0o700 });
    if (!first) return;
    for (let folder = dirname(path); folder.length >= dirname(first).length; folder = dirname(folder)) await syncFolder(folder);
  }

  /** Does something with a name in a folder, which is made first: others remove it when they find it empty, also in between. */
  async function within<T>(folder: string, act: () => Promise<T>): Promise<T> {
    for (let left = TRIES; ; left -= 1) {
      try {
        await makeFolder(folder);
        return await act();
      } catch (error) {
        if (!isMissing(error) || left === 1) throw error;
      }
    }
  }

  /** Puts a file under its name. What is missing is the new folder or the file itself, and only the former comes again. */
  async function settle(from: string, to: string): Promise<void> {
    await within(dirname(to), () => rename(from, to).catch(async (error: unknown) => {
      throw isMissing(error) && !(await ifThere(stat(from))) ? new NoSuchObject(nameOf(from)) : error;
    }));
    await syncFolder(dirname(to));
  }

  /** Removes folders that have become empty, up to the root; somebody else's file in one keeps it. */
  async function prune(folder: string): Promise<void> {
    for (let at = folder; at.length > root.length && at.startsWith(root); at = dirname(at)) {
      try {
        await rmdir(at);
      } catch {
        return;
      }
    }
  }

  return {
    async put(name, content) {
      const path = pathOf(name);
      const unfinished = `${path}.${randomBytes(4).toString('hex')}.part`;
      // Opened before the content is begun: a stream can be read once only.
      const file = await within(dirname(path), () => open(unfinished, 'wx', 0o600));
      try {
        // `flush` syncs the file before it is closed.
        await pipeline(content, file.createWriteStream({ flush: true }));
        await settle(unfinished, path);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    async get(name) {
      const file = await open(pathOf(name), 'r').catch((error: unknown) => {
        throw isMissing(error) ? new NoSuchObject(name) : error;
      });
      return file.createReadStream({ highWaterMark: READ_BYTES });
    },
    async move(from, to) {
      await settle(pathOf(from), pathOf(to));
      await syncFolder(dirname(pathOf(from)));
    },
    async delete(name) {
      const path = pathOf(name);
      if (name.endsWith('/')) await rm(path, { recursive: true, force: true });
      else await rm(path, { force: true });
      await prune(dirname(path));
    },
    async *list(prefix): AsyncGenerator<StoredObject> {
      // Only the folder part narrows the walk; the rest of the prefix is compared.
      for await (const path of filesBelow(pathOf(prefix.slice(0, prefix.lastIndexOf('/') + 1)))) {
        const name = nameOf(path);
        if (!name.startsWith(prefix)) continue;
        const facts = await ifThere(stat(path));
        if (facts) yield { name, at: facts.mtime };
      }
    },
  };
}
