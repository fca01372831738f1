import { mkdir, open, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Trouble } from './trouble';

const NEEDED_BYTES = 300 * 1024 * 1024;

/** When the process began, so that its number cannot be mistaken for a later process of the same number. */
async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The name in brackets may contain anything; the start time is the 20th field after it (proc(5)).
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

async function isRunning(owner: { pid: number; start?: string }): Promise<boolean> {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return owner.start === undefined || owner.start === (await startOf(owner.pid));
}

async function lock(file: string): Promise<void> {
  const content = JSON.stringify({ pid: process.pid, start: await startOf(process.pid) });
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(content);
    await handle.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const text = await readFile(file, 'utf8').catch(() => '');
    const owner = (text === '' ? { pid: 0 } : JSON.parse(text)) as { pid: number; start?: string };
    if (owner.pid > 0 && (await isRunning(owner))) {
      throw new Trouble(
        `Watchkeeper already runs on this data folder (process ${owner.pid}).`,
        'Use the one that runs, stop it, or start a second one beside it: PORT=3001 DATA_DIR=.data2 npm start',
      );
    }
    await writeFile(file, content);
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
