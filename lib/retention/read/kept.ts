import type { Tx } from '@/lib/db';
import { livingItems } from '../destruction/scope';
import { type Keeper, latestOf, whatKeeps } from '../keepers';
import { type Scope, readFacts } from '../load-facts';

/** Why something is kept, for people to read. Times are ISO 8601 in UTC. */
export interface Kept {
  /** The latest date of what keeps it; null where something has none, or nothing keeps it. */
  readonly until: string | null;
  readonly keepers: readonly { readonly kind: Keeper['kind']; readonly words: string; readonly until: string | null }[];
}

export interface KeptCase extends Kept {
  readonly caseId: string;
  readonly number: string;
  readonly isOpen: boolean;
}

export interface CaseToAsk {
  readonly id: string;
  readonly number: string;
  readonly status: 'open' | 'closed';
}

async function keptOf(tx: Tx, scope: Scope, now: Date): Promise<Kept> {
  const all = whatKeeps(await readFacts({ tx }, scope), { now, part: 'everything' });
  // Two reports of one day keep it for the same reason until the same day: that is said once.
  const keepers = [...new Map(all.map((keeper) => [keeper.words, keeper])).values()];
  return {
    until: latestOf(keepers)?.toISOString() ?? null,
    keepers: keepers.map(({ kind, words, until }) => ({ kind, words, until: until?.toISOString() ?? null })),
  };
}

/** Asks the one rule about the whole of a case. */
export async function keptCase(tx: Tx, { id, number, status }: CaseToAsk, now: Date): Promise<KeptCase> {
  return { caseId: id, number, isOpen: status === 'open', ...(await keptOf(tx, { caseId: id, itemIds: await livingItems(tx, id) }, now)) };
}

/** Asks it about one item. */
export const keptItem = (tx: Tx, { caseId, itemId }: { readonly caseId: string; readonly itemId: string }, now: Date): Promise<Kept> => keptOf(tx, { caseId, itemIds: [itemId] }, now);
