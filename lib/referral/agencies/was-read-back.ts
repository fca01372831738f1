import { lastOf } from '@/lib/audit';
import type { Prisma, Tx } from '@/lib/db';
import { fingerprintOf } from './parse-key';

type Key = Prisma.AgencyKeyGetPayload<object>;

/**
 * Whether a key is the one that somebody else than who added it had read back: computed anew from the key itself, and held
 * against the trail, which nobody can write to afterwards, instead of against its own row alone.
 */
export async function wasReadBack(tx: Tx, key: Key): Promise<boolean> {
  if (!key.checkedById || key.checkedById === key.addedById) return false;
  const [heard, fingerprint] = [await lastOf(tx, 'agency.key_checked', key.id), await fingerprintOf(key).catch(() => null)];
  return heard !== null && heard.actorId === key.checkedById && heard.details.fingerprint === fingerprint && key.fingerprint === fingerprint;
}
