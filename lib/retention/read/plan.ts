import type { PrismaClient } from '@/lib/db';
import { filesOf } from '../destruction/scope';
import { freeItems } from '../destruction/free';
import { toErase, waitingErasures } from '../erasure/work';
import type { Keeper } from '../keepers';
import { type Candidate, notViolating } from '../minimise';
import { DESTRUCTION_KINDS } from '../schema';
import { keptCase } from './kept';

const BATCH = 200;

/** One case of a dry run over everything. */
export interface PlanLine {
  readonly number: string;
  /** `goes`: the desk does it by itself; `may_go`: two people may have it destroyed; `stays`: something keeps it. */
  readonly what: 'goes' | 'may_go' | 'stays';
  readonly items: number;
  readonly files: number;
  readonly why: string;
  readonly until: Date | null;
}

const words = (keepers: readonly Pick<Keeper, 'words'>[]) => keepers.map((keeper) => keeper.words).join('; ');

interface Own {
  readonly wanted: readonly string[];
  readonly why: string;
}

/** By case, what the desk would destroy by itself where nothing keeps it: in the order in which it does. */
async function ownWork(client: PrismaClient, now: Date): Promise<ReadonlyMap<string, readonly Own[]>> {
  const own = new Map<string, Own[]>();
  const add = ({ caseId, itemIds }: Candidate, kind: 'not_violating' | 'erasure') => own.set(caseId, [...(own.get(caseId) ?? []), { wanted: itemIds, why: DESTRUCTION_KINDS[kind] }]);
  for await (const candidate of notViolating(client, now)) add(candidate, 'not_violating');
  for (const request of await waitingErasures(client)) for (const candidate of await toErase(client, request)) add(candidate, 'erasure');
  return own;
}

/** What would go and what stays, of every case that is not destroyed: a dry run, which writes nothing. Cases come by their number. */
export async function* planOf(client: PrismaClient, now: Date): AsyncGenerator<PlanLine> {
  const own = await ownWork(client, now);
  for (let after = ''; ; ) {
    const cases = await client.case.findMany({ where: { number: { gt: after }, wrappedKey: { not: new Uint8Array() } }, orderBy: { number: 'asc' }, take: BATCH, select: { id: true, number: true, status: true, items: { where: { wrappedKey: { not: new Uint8Array() } }, select: { id: true } } } });
    const last = cases.at(-1);
    if (!last) return;
    after = last.number;
    for (const found of cases) {
      const { number, status } = found;
      for (const { wanted, why } of own.get(found.id) ?? []) {
        const goes = await freeItems({ tx: client, clock: { now: () => now } }, { caseId: found.id, itemIds: wanted });
        if (goes.length > 0) yield { number, what: 'goes', items: goes.length, files: (await filesOf(client, goes)).goes.length, why, until: null };
      }
      const items = found.items.map(({ id }) => id);
      const { keepers, until } = await keptCase(client, found, now);
      const files = (await filesOf(client, items)).goes.length;
      if (keepers.length > 0) yield { number, what: 'stays', items: items.length, files, why: words(keepers), until: until === null ? null : new Date(until) };
      else yield { number, what: status === 'closed' ? 'may_go' : 'stays', items: items.length, files, why: status === 'closed' ? 'Nothing keeps it' : 'Nothing keeps it, and the case is open: close it first', until: null };
    }
  }
}
