import type { PrismaClient } from '@/lib/db';
import { filesOf } from '../destruction/scope';
import { type Keeper, whatKeeps } from '../keepers';
import { readFacts } from '../load-facts';
import { notViolating } from '../minimise';
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

/** What would go and what stays, of every case that is not destroyed: a dry run, which writes nothing. Cases come by their number. */
export async function* planOf(client: PrismaClient, now: Date): AsyncGenerator<PlanLine> {
  const minimised = new Map((await notViolating(client, now)).map(({ caseId, itemIds }) => [caseId, itemIds]));
  for (let after = ''; ; ) {
    const cases = await client.case.findMany({ where: { number: { gt: after }, wrappedKey: { not: new Uint8Array() } }, orderBy: { number: 'asc' }, take: BATCH, select: { id: true, number: true, status: true, items: { where: { wrappedKey: { not: new Uint8Array() } }, select: { id: true } } } });
    const last = cases.at(-1);
    if (!last) return;
    after = last.number;
    for (const found of cases) {
      const { number, status } = found;
      const own = minimised.get(found.id) ?? [];
      if (own.length > 0 && whatKeeps(await readFacts({ tx: client }, { caseId: found.id, itemIds: own }), { now, part: 'everything' }).length === 0) {
        yield { number, what: 'goes', items: own.length, files: (await filesOf(client, own)).goes.length, why: 'Not violating, and its time is over', until: null };
      }
      const items = found.items.map(({ id }) => id);
      const { keepers, until } = await keptCase(client, found, now);
      const files = (await filesOf(client, items)).goes.length;
      if (keepers.length > 0) yield { number, what: 'stays', items: items.length, files, why: words(keepers), until: until === null ? null : new Date(until) };
      else yield { number, what: status === 'closed' ? 'may_go' : 'stays', items: items.length, files, why: status === 'closed' ? 'Nothing keeps it' : 'Nothing keeps it, and the case is open: close it first', until: null };
    }
  }
}
