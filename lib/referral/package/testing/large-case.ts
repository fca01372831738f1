import { spawn } from 'node:child_process';
import { createHash, randomFillSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { keepOriginal } from '@/lib/evidence/testing';
import { randomIds } from '@/lib/kernel';
import type { Recipient } from '../seal/recipient';
import type { LargeAnswer, LargeFile, LargeTask } from './pack-large';

/**
 * Files of these sizes, of bytes that do not compress, sealed in the evidence store one by one.
 * @param onBytes - Given each file in the clear, for who compares with it.
 */
export async function largeFiles(sizes: readonly number[], onBytes: (name: string, bytes: Uint8Array) => void = () => undefined): Promise<LargeFile[]> {
  const files: LargeFile[] = [];
  for (const [at, size] of sizes.entries()) {
    const bytes = randomFillSync(Buffer.alloc(size));
    const name = `E${String(at + 1).padStart(3, '0')}-1.mp4`;
    onBytes(name, bytes);
    const { wrappedKey, ...source } = await keepOriginal(randomIds.next(), bytes);
    files.push({ path: `data/items/${name}`, byteSize: size, sha256: createHash('sha256').update(bytes).digest('hex'), source: { ...source, wrappedKey: Buffer.from(wrappedKey).toString('base64') } });
  }
  return files;
}

/** Packs them in a process of its own, in this one's environment. */
export async function packLarge(folder: string, recipient: Recipient, files: readonly LargeFile[], isRehearsed = false): Promise<LargeAnswer> {
  const [list, output] = [join(folder, 'large.json'), join(folder, 'answer.json')];
  writeFileSync(list, JSON.stringify({ recipient, files, isRehearsed } satisfies LargeTask));
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'lib/referral/package/testing/pack-large.ts', list, output], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The process that packs ended with ${code}.`);
  return JSON.parse(readFileSync(output, 'utf8')) as LargeAnswer;
}
