import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What a witness keeps between looks, in a folder that belongs to nobody but it. */
export interface Memory {
  /** The last checkpoint that was found good, with the witness's own line below; null before the first. */
  seen(): Promise<string | null>;
  keep(note: string): Promise<void>;
  /** What was shown beside what was seen: evidence, kept once for each checkpoint shown, never overwritten. */
  keepAlarm(shown: string, text: string): Promise<void>;
  write(name: string, text: string): Promise<void>;
  /** Null when nothing was written under that name, or it was forgotten. */
  read(name: string): Promise<string | null>;
  forget(name: string): Promise<void>;
}

/** All or nothing, and on the disk before it counts: a witness that forgets after a crash can be lied to. */
async function replace(path: string, text: string): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  // The name is on the disk only once its folder is.
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
}

export async function openMemory(folder: string): Promise<Memory> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const read = async (name: string) => {
    try {
      return await readFile(join(folder, name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  };
  return {
    seen: () => read('checkpoint'),
    keep: (note) => replace(join(folder, 'checkpoint'), note),
    async keepAlarm(shown, text) {
      const name = `alarm-${createHash('sha256').update(shown).digest('hex').slice(0, 16)}.txt`;
      try {
        const file = await open(join(folder, name), 'wx', 0o600);
        await file.writeFile(text).then(() => file.sync()).finally(() => file.close());
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    },
    write: (name, text) => replace(join(folder, name), text),
    read,
    forget: (name) => rm(join(folder, name), { force: true }),
  };
}
