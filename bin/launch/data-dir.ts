import { access, constants, mkdir, open, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beginningOf, isAlive } from './alive';
import { Trouble } from './trouble';

const NEEDED_BYTES = 300 * 1024 * 1024;

interface Owner {
  pid: number;
  /** Undefined where the system does not tell. */
  start?: string;
}

function isRunning({ pid, start }: Owner): boolean {
  return pid > 0 && isAlive(pid) && (start === undefined || start === beginningOf(pid));
}

async function lock(file: string): Promise<void> {
  const content = JSON.stringify({ pid: process.pid, start: beginningOf(process.pid) } satisfies Owner);
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(content);
    await handle.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const text = await readFile(file, 'utf8').catch(() => '');
    const owner = (text === '' ? { pid: 0 } : JSON.parse(text)) as Owner;
    if (isRunning(owner)) {
      throw new Trouble(
        `Watchkeeper already runs on this data folder (process ${owner.pid}).`,
        'Use the one that runs, stop it, or start a second one beside it: PORT=3001 DATA_DIR=.data2 npm start',
      );
    }
    await writeFile(file, content);
  }
}

/** Asked before anything is made: on some file systems that refuse folders Node's recursive mkdir tries for ever. */
async function checkWritable(path: string): Promise<void> {
  try {
    await access(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await checkWritable(dirname(path));
  }
}

/**
 * Makes the data folder if need be and claims it for this process.
 * @returns a function that gives it back.
 * @throws Trouble when it cannot be written, the disk is nearly full, or another start holds it.
 */
export async function claimDataDir(dataDir: string): Promise<() => Promise<void>> {
  const file = join(dataDir, 'launcher.json');
  const remedy = 'Give DATA_DIR a folder that you may write, on a disk with room: DATA_DIR=/path/to/folder npm start';
  try {
    await checkWritable(dataDir);
    await mkdir(dataDir, { recursive: true });
    const { bavail, bsize } = await statfs(dataDir);
    if (bavail * bsize < NEEDED_BYTES) {
      throw new Trouble(`The disk of ${dataDir} has ${Math.floor((bavail * bsize) / 1_000_000)} MB left; a start needs about 300.`, remedy);
    }
    await lock(file);
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw new Trouble(`The data folder ${dataDir} cannot be used: ${(error as Error).message}.`, remedy);
  }
  return () => rm(file, { force: true });
}
