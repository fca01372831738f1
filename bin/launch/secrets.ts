import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Secrets {
  /** The text kept under the name; made by `make` the first time. Readable by its owner only. */
  keep(name: string, make: () => string): Promise<string>;
  /** Keeps the text under the name, in place of what was there. */
  put(name: string, text: string): Promise<void>;
  /** The text kept under the name, if there is one. */
  find(name: string): Promise<string | undefined>;
  path(name: string): string;
}

/** Text that nobody can guess; `bytes` is how much randomness it holds. */
export function randomText(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

/** A secret for one purpose out of a master secret, so that only the master has to be kept. */
export function derive(master: string, purpose: string): string {
  return createHmac('sha256', master).update(purpose).digest('base64url');
}

/** The secrets of a data folder: one file each, in a folder that only its owner can enter. */
export async function openSecrets(dataDir: string): Promise<Secrets> {
  const dir = join(dataDir, 'secrets');
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const path = (name: string): string => join(dir, name);
  const find = async (name: string): Promise<string | undefined> => {
    try {
      return (await readFile(path(name), 'utf8')).trim();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };
  const put = (name: string, text: string): Promise<void> => writeFile(path(name), `${text}\n`, { mode: 0o600 });
  return {
    path,
    find,
    put,
    async keep(name, make) {
      const kept = await find(name);
      if (kept !== undefined) return kept;
      const made = make();
      await put(name, made);
      return made;
    },
  };
}
