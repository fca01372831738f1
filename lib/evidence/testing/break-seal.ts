import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { db } from '@/lib/db';
import { config } from '@/lib/kernel';
import { nameOf } from '../names';
import type { Rendering } from '../schema';

/** Where the folder store keeps a rendering. */
export async function storedPath(mediaId: string, rendering: Rendering = 'original'): Promise<string> {
  return join(config().EVIDENCE_DIR, nameOf(await db().media.findUniqueOrThrow({ where: { id: mediaId } }), rendering));
}

/** Flips a bit in the middle of a stored file, behind the product's back. @returns what puts it back. */
export async function breakSeal(mediaId: string, rendering: Rendering = 'original'): Promise<() => Promise<void>> {
  const path = await storedPath(mediaId, rendering);
  const whole = await readFile(path);
  const changed = Uint8Array.from(whole);
  changed[whole.length >> 1]! ^= 1;
  await writeFile(path, changed);
  return () => writeFile(path, whole);
}
