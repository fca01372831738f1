import { disableInactive, purgeExpired } from '@/lib/access';
import { type Caller, type Tx, transact } from '@/lib/db';
import type { SystemActor } from '@/lib/kernel';
import { giveBackAll } from '@/lib/queue';
import type { FilingTools } from '@/lib/reporting';
import { forgetMinutes } from '@/lib/wellness';

const KEEPER: SystemActor = { kind: 'system', name: 'housekeeping' };

/** Disables accounts that nobody signs in to any more, and removes what only counted for a while. */
export async function tidyAccess({ client, clock, ids }: Pick<FilingTools, 'client' | 'clock' | 'ids'>): Promise<void> {
  const caller: Caller = { actor: KEEPER, clock, ids, requestId: ids.next() };
  const within = (tx: Tx) => ({ ...caller, tx });
  await transact(client, (tx) => purgeExpired(within(tx)));
  await transact(client, (tx) => forgetMinutes(within(tx)));
  await transact(client, (tx) => disableInactive(within(tx), giveBackAll));
}
