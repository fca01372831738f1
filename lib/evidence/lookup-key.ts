import { db } from '@/lib/db';
import { systemClock } from '@/lib/kernel';
import { newObjectKey, unwrapKey } from './keys';

type Purpose = 'content address' | 'intake body digest';

const known = new Map<Purpose, Promise<Uint8Array>>();

async function find(purpose: Purpose): Promise<Uint8Array> {
  const client = db();
  // Made by whoever needs it first; of two at once one row stands, and both read that.
  if (!(await client.lookupKey.findUnique({ where: { purpose } }))) {
    const { wrappedKey, kekId } = newObjectKey();
    await client.lookupKey.createMany({ data: [{ purpose, wrappedKey, kekId, createdAt: systemClock.now() }], skipDuplicates: true });
  }
  return unwrapKey(await client.lookupKey.findUniqueOrThrow({ where: { purpose } }));
}

/**
 * A key to make keyed hashes with, by which things are found again: random, one for each purpose, the same for as long as
 * the database lives. It is stored wrapped like an object's, so that rotations change how it is stored and not what it is.
 * Read once a process; to be asked for outside of transactions.
 */
export function lookupKey(purpose: Purpose): Promise<Uint8Array> {
  let key = known.get(purpose);
  if (!key) {
    key = find(purpose);
    known.set(purpose, key);
    // A database that was away must not be remembered as the answer.
    key.catch(() => known.delete(purpose));
  }
  return key;
}
