import { record } from '@/lib/audit';
import { type PrismaClient, announce, transact } from '@/lib/db';
import { hotlineNameOf } from '@/lib/hotlines';
import { type Clock, type Ids, type SystemActor, ok } from '@/lib/kernel';
import { type Line, askSoon, readHealth, takeNote } from './health-book';
import { reachOf } from './reach-of';

interface CheckTools {
  readonly client: PrismaClient;
  readonly clock: Clock;
  readonly ids: Ids;
}

interface Finding {
  /** The kind of answer, or `off` when there is nobody to ask. */
  readonly outcome: string;
  readonly words: string;
}

const CHECKER: SystemActor = { kind: 'system', name: 'hotline check' };

async function ask(tools: CheckTools, { hotline, isTest }: Line, signal: AbortSignal): Promise<Finding | null> {
  // A switch is what a good check is asked for, so it is no reason not to ask.
  const reach = await reachOf({ ...tools, evenOff: true })(hotline, isTest);
  if (reach.kind === 'off') return { outcome: 'off', words: reach.why };
  if (reach.kind !== 'api') return null;
  const answer = await reach.hotline.checkStatus({ signal });
  return { outcome: answer.kind, words: answer.kind === 'ok' ? 'Address and credentials are good.' : answer.message };
}

/**
 * Asks a hotline whether address and credentials are good, and keeps the answer in our words. What was asked with settings
 * that somebody changed meanwhile is dropped: it would speak for the new ones.
 */
export async function checkHotline(tools: CheckTools, line: Line, signal: AbortSignal): Promise<void> {
  const { hotline, isTest } = line;
  const where = { hotline_isTest: { hotline, isTest } };
  const setAt = async (client: Pick<PrismaClient, 'hotlineSetting'>) => (await client.hotlineSetting.findUnique({ where, select: { updatedAt: true } }))?.updatedAt.getTime();
  const before = await setAt(tools.client);
  const found = await ask(tools, line, signal);
  if (!found || signal.aborted) return;
  await transact(tools.client, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "HotlineSetting" WHERE "hotline" = ${hotline} AND "isTest" = ${isTest} FOR SHARE`;
    if ((await setAt(tx)) !== before) return ok();
    const ctx = { tx, actor: CHECKER, clock: tools.clock, ids: tools.ids, requestId: tools.ids.next() };
    const data = { checkedAt: tools.clock.now(), checkOutcome: found.outcome, checkWords: found.words };
    await tx.hotlineHealth.upsert({ where, create: { ...line, ...data }, update: data });
    // Who was let in again is let in for reports, too; what the network is like only a report itself can tell.
    if (found.outcome === 'ok') await ((await readHealth(tx, line)).isBarred ? takeNote(ctx, line, 'answered', 0) : askSoon(ctx, line));
    await record(ctx, { action: 'hotline.checked', details: { hotline, test: isTest, outcome: found.outcome }, targets: [{ type: 'hotline', id: hotline, label: hotlineNameOf(hotline) }] });
    await announce(tx, 'access', hotline);
    return ok();
  });
}
