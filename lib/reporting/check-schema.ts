import { raiseWhile, settle } from '@/lib/alerts';
import { record } from '@/lib/audit';
import { type Prisma, type PrismaClient, announce, transact } from '@/lib/db';
import { driftOf, hotlineNameOf } from '@/lib/hotlines';
import { type Clock, type Ids, type SystemActor, config, log, ok } from '@/lib/kernel';
import { aboutOf } from './health-book';
import { HOTLINE } from './hotline';
import type { ReachOf } from './reach';

interface SchemaTools {
  readonly client: PrismaClient;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly reach: ReachOf;
}

const CHECKER: SystemActor = { kind: 'system', name: 'hotline check' };

/**
 * Asks the authority for its schema, where there are credentials to ask with, and keeps what it has otherwise than our
 * grammar: what it does not take any more would be refused, with a report that somebody waits for. The alert stands until
 * they agree again. Where the authority did not answer, what was found the last time stays.
 * @throws Error when the authority could not be reached, so that the job is tried again.
 */
export async function checkSchema({ client, clock, ids, reach }: SchemaTools, signal: AbortSignal): Promise<void> {
  const line = { hotline: HOTLINE, isTest: config().TEST_MODE };
  const reached = await reach(line.hotline, line.isTest);
  if (reached.kind !== 'api') return;
  const answer = await reached.hotline.fetchSchema({ signal });
  if (signal.aborted) return;
  if (answer.kind === 'retry') throw new Error('The hotline did not give its schema.');
  if (answer.kind !== 'ok') {
    log.warn({ hotline: line.hotline, outcome: answer.kind, httpStatus: answer.call.httpStatus }, 'the hotline does not give its schema');
    return;
  }
  const drift = driftOf(answer.value);
  await transact(client, async (tx) => {
    const ctx = { tx, actor: CHECKER, clock, ids, requestId: ids.next() };
    const data = { drift: drift.map(({ path, words }) => ({ path, words })) satisfies Prisma.InputJsonValue, driftAt: clock.now() };
    await tx.hotlineHealth.upsert({ where: { hotline_isTest: line }, create: { ...line, ...data }, update: data });
    if (drift.length > 0) await raiseWhile(ctx, 'schema_drifted', aboutOf(line), { hotline: hotlineNameOf(line.hotline), differences: drift.length });
    else await settle(ctx, 'schema_drifted', aboutOf(line));
    await record(ctx, { action: 'hotline.schema_checked', details: { hotline: line.hotline, differences: drift.length }, targets: [{ type: 'hotline', id: line.hotline, label: hotlineNameOf(line.hotline) }] });
    await announce(tx, 'access', line.hotline);
    return ok();
  });
}
