import { createHmac } from 'node:crypto';
import type { Tx } from '@/lib/db';
import { BrokenSeal, unwrapKey } from '@/lib/evidence';
import { canonical } from '@/lib/intake';
import { loadPeople, peopleOf } from '../gather/identifiers';
import { namesOfCase } from '../gather/order';
import type { Referral } from './find';
import { isReadable, openRedactions } from './sealed';

/** Names, addresses and numbers are short enough to be guessed from a plain hash, and this one outlives what it is of. */
const keyed = (key: Uint8Array, value: unknown) => createHmac('sha256', key).update('people of a referral\n').update(canonical(value)).digest('hex');

/**
 * What everybody in the case is called, where persons are taken out: another item may bring another address of theirs, or
 * give one of theirs to somebody who stays, and then something else would leave. Null where nobody is taken out. Keyed with
 * the case's key, so that it says nothing once that is gone.
 */
export async function peopleDigest(tx: Tx, { id, caseId, case: owner, sealedRedactions }: Referral): Promise<string | null> {
  if (!isReadable(owner)) return null;
  try {
    if (openRedactions(owner, id, sealedRedactions).accountIds.length === 0) return null;
    const { accounts: names } = await namesOfCase(tx, caseId);
    const people = peopleOf(await loadPeople(tx, caseId, [...names.keys()]), names);
    const told = people.map(({ accountId, identifiers }) => [accountId, [...new Set(identifiers.map(({ kind, text }) => `${kind} ${text}`))].sort()] as const);
    return keyed(unwrapKey(owner), told.sort(([a], [b]) => (a < b ? -1 : 1)));
  } catch (error) {
    // Whoever makes something of it says in words that it does not open.
    if (error instanceof BrokenSeal) return 'does not open';
    throw error;
  }
}
