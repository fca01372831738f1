import { type Ctx, type PrismaClient, transact } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';
import { type Clock, type Ids, ok } from '@/lib/kernel';
import { RETENTION } from './actor';
import { destroyKey } from './destruction/approve';
import { settleBeyondRestore } from './destruction/beyond-restore';
import { lapseRequests } from './destruction/lapse';
import { type Alone, eachAlone } from './each-alone';
import { workErasures } from './erasure/work';
import { lapseHolds } from './holds/lapse';
import { remindOfReviews } from './holds/remind';
import { minimise } from './minimise';
import { dropUnnamed } from './unnamed';

interface Tools {
  readonly client: PrismaClient;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Whatever was agreed to and is not done: its job may have been lost with whoever had it. */
async function resume({ tx }: Ctx): Promise<void> {
  const open = await tx.destruction.findMany({ where: { state: { in: ['approved', 'destroying'] } }, select: { id: true } });
  for (const { id } of open) await enqueue(tx, 'destroy-evidence', { destructionId: id }, { key: destroyKey(id) });
}

/**
 * The desk's own work on what is kept: closes holds that ran out and requests that nobody agreed to, reminds of those to be looked
 * at, begins what is to be minimised or erased, drops files that no item named, and sees whether old keys are gone. Each case and each request in a transaction of
 * its own, any number of times, by any number of workers; whatever fails, the rest is done.
 */
export async function tendRetention({ client, clock, ids }: Tools): Promise<void> {
  const alone: Alone = async (work) => {
    await transact(client, async (tx) => {
      await work({ tx, clock, ids, actor: RETENTION, requestId: ids.next() });
      return ok();
    });
  };
  await eachAlone(
    [
      () => alone((ctx) => lapseHolds(ctx)),
      () => alone(remindOfReviews),
      () => lapseRequests({ client, clock }, alone),
      () => alone(resume),
      () => minimise(client, alone, clock.now()),
      () => dropUnnamed(client, alone, clock.now()),
      () => workErasures(client, alone),
      () => alone(settleBeyondRestore),
    ],
    (step) => step(),
  );
}
