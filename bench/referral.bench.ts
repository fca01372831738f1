import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { config } from '@/lib/kernel';
import { largeFiles, packLarge } from '@/lib/referral/testing';
import type { Bench } from './measure';

const MEBIBYTE = 1024 * 1024;
/** Megabytes to pack: npm run bench -- referral 200 */
const asked = Number(process.argv[3] ?? 2000);
/** A case of films with a few pictures beside them. */
const FILM_BYTES = 64 * MEBIBYTE;
const PICTURE_BYTES = 2 * MEBIBYTE;
/** In the clear, sealed in the store, packed, and one more for what the disk does with it. */
const COPIES = 4;
const TARGET_RATIO = 1.5;
const TARGET_MEBIBYTES = 200;

/** Nine tenths of it films. */
function sizesOf(bytes: number): number[] {
  const films = Math.max(1, Math.floor((bytes * 0.9) / FILM_BYTES));
  const pictures = Math.max(1, Math.round((bytes - films * FILM_BYTES) / PICTURE_BYTES));
  return [...Array.from({ length: films }, () => FILM_BYTES), ...Array.from({ length: pictures }, () => PICTURE_BYTES)];
}

/** Of what stands in files, their way through tar and age to a file that is on the disk, as ours is when it is said to be there. */
function tarAndAge(folder: string, recipient: string, output: string): void {
  const { status, error, stderr } = spawnSync('sh', ['-c', 'tar -C "$1" -cf - . | age -r "$2" -o "$3" && sync "$3"', 'sh', folder, recipient, output], { encoding: 'utf8' });
  if (error ?? status !== 0) throw new Error(`tar and age failed: ${stderr}`);
}

/**
 * A case of 2 GB packaged and sealed, from sealed originals (read, decrypted, held against their hashes) to a package that is
 * hashed and durable, against `tar | age` over the same bytes, which lie there in the clear and are hashed by nobody. Each
 * begins when a file as large as what it writes was just removed: a virtual machine whose host took the memory back gets it
 * again page by page, and that can cost more than all the work.
 */
const bench: Bench = async (context) => {
  if (spawnSync('age', ['--version']).error) {
    console.error('age is not on this machine (Debian: age): there is nothing to compare with.');
    return;
  }
  const { DATA_DIR } = config();
  const { bavail, bsize } = statfsSync(DATA_DIR);
  const needed = asked * MEBIBYTE * COPIES;
  if (bavail * bsize < needed) throw new Error(`The disk has room for ${Math.floor((bavail * bsize) / MEBIBYTE)} MB, and this takes ${Math.floor(needed / MEBIBYTE)}.`);
  const [open, packages, output] = [join(DATA_DIR, 'open'), join(DATA_DIR, 'referrals'), join(DATA_DIR, 'packed.tar.age')];
  mkdirSync(open);
  const files = await largeFiles(sizesOf(asked * MEBIBYTE), (name, bytes) => writeFileSync(join(open, name), bytes));
  const publicKey = await identityToRecipient(await generateIdentity());

  let most = 0;
  await context.measure({
    metric: `a case of ${asked} MB packaged and sealed, against tar | age of the same bytes`,
    unit: 'ratio',
    target: TARGET_RATIO,
    better: 'lower',
    runs: 5,
    subject: async () => {
      const { milliseconds, peakBytes, idleBytes } = await packLarge(DATA_DIR, { kind: 'age', publicKey }, files, true);
      most = Math.max(most, peakBytes - idleBytes);
      rmSync(packages, { recursive: true });
      return milliseconds;
    },
    baseline: () => {
      const begin = performance.now();
      tarAndAge(open, publicKey, output);
      const milliseconds = performance.now() - begin;
      rmSync(output);
      return Promise.resolve(milliseconds);
    },
  });
  await context.measure({ metric: 'memory that packing takes at most, beside the process itself', unit: 'MiB', target: TARGET_MEBIBYTES, better: 'lower', runs: 1, subject: () => Promise.resolve(most / MEBIBYTE) });
  if (existsSync(open)) rmSync(open, { recursive: true });
};
export default bench;
