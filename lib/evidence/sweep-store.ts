import type { PrismaClient } from '@/lib/db';
import { type Clock, log } from '@/lib/kernel';
import { INCOMING, ownerOf } from './names';
import { evidenceStore } from './open-store';

/** Longer than any body may take to come in. */
const GRACE_MS = 24 * 60 * 60_000;
const BATCH = 500;

/** What nothing refers to, whoever its file is: a body on its way in, and a write that was cut short. */
const isPassing = (name: string) => name.startsWith(INCOMING) || name.endsWith('.part');

/**
 * Removes sealed bytes that nothing refers to and that are older than a day: left by a crash between storing a file and
 * writing its row, or between destroying a key and removing what it sealed. Nobody can open them, their key being nowhere.
 * What does not bear a name of ours is left alone.
 * @returns how many objects were removed.
 */
export async function sweepStore({ client, clock }: { readonly client: PrismaClient; readonly clock: Clock }): Promise<number> {
  const store = evidenceStore();
  const before = clock.now().getTime() - GRACE_MS;
  let removed = 0;

  async function sweep(found: ReadonlyMap<string, string>): Promise<void> {
    const kept = await client.media.findMany({ where: { id: { in: [...new Set(found.values())] }, state: { not: 'destroyed' } }, select: { id: true } });
    const owners = new Set(kept.map(({ id }) => id));
    for (const [name, owner] of found) {
      if (owners.has(owner) && !isPassing(name)) continue;
      await store.delete(name);
      removed += 1;
    }
  }

  let found = new Map<string, string>();
  for await (const { name, at } of store.list('')) {
    const owner = ownerOf(name);
    if (owner && at.getTime() < before) found.set(name, owner);
    if (found.size < BATCH) continue;
    await sweep(found);
    found = new Map();
  }
  await sweep(found);
  if (removed > 0) log.warn({ removed }, 'sealed files that nothing referred to were removed from the evidence store');
  return removed;
}
