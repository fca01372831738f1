import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { config } from '@/lib/kernel';

/** Sealed packages lie beside the other data: web and worker share the folder, and nobody at the desk can open what is in it. */
const root = () => join(config().DATA_DIR, 'referrals');
const pathOf = (referralId: string) => join(root(), `${referralId}.sealed`);

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const OURS = new RegExp(`^(${UUID})\\.(?:sealed|[0-9a-f]{8}\\.part)$`);

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Makes a rename durable: without it a crash may keep the file and lose its name. */
async function syncFolder(): Promise<void> {
  if (process.platform === 'win32') return; // folders cannot be opened there
  const folder = await open(root(), 'r');
  await folder.sync().finally(() => folder.close());
}

async function names(): Promise<string[]> {
  return readdir(root()).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
}

/** Where a package is written before it is whole. */
export async function unfinishedPath(referralId: string): Promise<string> {
  await mkdir(root(), { recursive: true, mode: 0o700 });
  return join(root(), `${referralId}.${randomBytes(4).toString('hex')}.part`);
}

/** Puts a file that is whole and synced in the place of its referral's package, durably. */
export async function settlePackage(unfinished: string, referralId: string): Promise<void> {
  await rename(unfinished, pathOf(referralId));
  await syncFolder();
}

/** Removes what a run that did not come to its end left of a referral. Only who holds the referral may. */
export async function removeUnfinished(referralId: string): Promise<void> {
  for (const name of await names()) if (name.startsWith(`${referralId}.`) && name.endsWith('.part')) await rm(join(root(), name), { force: true });
}

/** Removes a referral's package, and what is left of unfinished ones. What is not there is no error; who is reading it reads on. */
export async function removePackage(referralId: string): Promise<void> {
  await removeUnfinished(referralId);
  await rm(pathOf(referralId), { force: true });
}

/** @returns null when it is not there. */
export async function openSealed(referralId: string): Promise<FileHandle | null> {
  return open(pathOf(referralId), 'r').catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
}

/** Ids of the referrals of which something lies in the folder. What does not bear a name of ours is left alone. */
export async function keptReferrals(): Promise<string[]> {
  const ids = (await names()).flatMap((name) => OURS.exec(name)?.[1] ?? []);
  return [...new Set(ids)];
}
