import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { type Finding, findingWords, isFault } from '../findings';
import { type VerifyOptions, verifyPackage } from '../verify';
import { FOLDER, writeZip } from './sample-package';

type Files = Iterable<readonly [path: string, bytes: Buffer]>;

export async function verified(path: string, options?: VerifyOptions): Promise<Finding[]> {
  const found: Finding[] = [];
  for await (const each of verifyPackage(path, options)) found.push(each);
  return found;
}

/** What is wrong, as people read it. */
export const faults = (found: readonly Finding[]): string[] => found.filter(isFault).map(findingWords);
/** The files that something is wrong with, each once. */
export const faulty = (found: readonly Finding[]): string[] => [...new Set(found.filter(isFault).map(({ file }) => file))];

/** Writes packages into a folder of the test file, and verifies them. */
export function packages() {
  const folder = mkdtempSync(join(tmpdir(), 'verify-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let count = 0;
  const next = () => join(folder, `package-${(count += 1)}`);
  return {
    next,
    /** The ZIP that the desk would make of the files. */
    zipped: async (files: Files): Promise<string> => {
      const path = `${next()}.zip`;
      await writeZip(path, files);
      return path;
    },
    unpacked: (files: Files): string => {
      const path = next();
      for (const [name, bytes] of files) {
        mkdirSync(dirname(join(path, FOLDER, name)), { recursive: true });
        writeFileSync(join(path, FOLDER, name), bytes);
      }
      return path;
    },
  };
}

/** The same files but for one byte of one of them. */
export function flipped(files: ReadonlyMap<string, Buffer>, path: string, at: number): Map<string, Buffer> {
  const bytes = Buffer.from(files.get(path) ?? Buffer.alloc(0));
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return new Map([...files, [path, bytes]]);
}
