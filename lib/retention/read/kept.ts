import type { Tx } from '@/lib/db';
import { livingItems } from '../destruction/scope';
import { type Keeper, latestOf, whatKeeps } from '../keepers';
import { readFacts } from '../load-facts';

/** A case and why it is kept, for people to read. Times are ISO 8601 in UTC. */
export interface KeptCase {
  readonly caseId: string;
  readonly number: string;
  readonly isOpen: boolean;
  /** The latest date of what keeps it; null where something has none, or nothing keeps it. */
  readonly until: string | null;
  readonly keepers: readonly { readonly kind: Keeper['kind']; readonly words: string; readonly until: string | null }[];
}

export interface CaseToAsk {
  readonly id: string;
  readonly number: string;
  readonly status: 'open' | 'closed';
}

/** Asks the one rule about the whole of a case. */
export async function keptCase(tx: Tx, { id, number, status }: CaseToAsk, now: Date): Promise<KeptCase> {
  const facts = await readFacts({ tx }, { caseId: id, itemIds: await livingItems(tx, id) });
  const keepers = whatKeeps(facts, { now, part: 'everything' });
  return {
    caseId: id,
    number,
    isOpen: status === 'open',
    until: latestOf(keepers)?.toISOString() ?? null,
    keepers: keepers.map(({ kind, words, until }) => ({ kind, words, until: until?.toISOString() ?? null })),
  };
}
