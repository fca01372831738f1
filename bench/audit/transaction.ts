import { type Tx, connect, transact } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';
import { release, take } from '@/lib/queue';
import type { BenchContext } from '../measure';
import { addItems, addModerator, base, must } from './desk';

const CLIENTS = 16;
/** Taken and given back in turn by each client: two transactions a round. */
const ROUNDS = 2;

/** The transaction without its trail: what writes entries answers at once, and the verb's own statements stay as they are. */
function unrecorded(tx: Tx): Tx {
  return new Proxy(tx, {
    get: (own, name) => (name === '$executeRawUnsafe' ? () => Promise.resolve(0) : (Reflect.get(own, name) as unknown)),
  });
}

/**
 * Taking an item and giving it back, as reviewers do all day: each locks the item's row under the walls of its case,
 * checks its state, changes it, tells open pages and commits. 16 clients at once, each with an item of its own, with
 * the trail and without it.
 */
export async function benchTransaction(context: BenchContext): Promise<void> {
  const client = connect(context.url, CLIENTS);
  const desks = (await addItems(CLIENTS)).map(async (itemId) => ({ itemId, actor: await addModerator() }));

  async function act(actor: PersonActor, itemId: string, verb: typeof take | typeof release, wrap: (tx: Tx) => Tx): Promise<void> {
    must(await transact<unknown>(client, (tx) => verb({ ...base(), tx: wrap(tx), actor }, { itemId })));
  }

  /** Business transactions a second. */
  async function work(wrap: (tx: Tx) => Tx): Promise<number> {
    const begin = performance.now();
    await Promise.all(desks.map(async (desk) => {
      const { actor, itemId } = await desk;
      for (let round = 0; round < ROUNDS; round += 1) {
        await act(actor, itemId, take, wrap);
        await act(actor, itemId, release, wrap);
      }
    }));
    return (CLIENTS * ROUNDS * 2 * 1000) / (performance.now() - begin);
  }

  try {
    await context.measure({
      metric: `take and release an item, ${CLIENTS} clients: transactions a second with audit, against without`,
      unit: 'ratio',
      target: 0.85,
      better: 'higher',
      runs: 99,
      subject: () => work((tx) => tx),
      baseline: () => work(unrecorded),
    });
  } finally {
    await client.$disconnect();
  }
}
