import { createHmac } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { record } from '@/lib/audit';
import { type Caller, db, transact } from '@/lib/db';
import { lookupKey } from '@/lib/evidence';
import { type PlatformActor, Problem, type Result, log, ok } from '@/lib/kernel';
import { type Prepared, prepare } from './prepare';
import { type Outcome, storeItems } from './store-items';

async function store(caller: Caller<PlatformActor>, items: readonly Prepared[]): Promise<Outcome[]> {
  const stored = await transact(db(), async (tx) => ok(await storeItems({ ...caller, tx }, items)));
  if (!stored.ok) throw new Error(stored.problem.safeMessage);
  return stored.value;
}

/** What may be said of a database failure: its class and code. Its message can quote the row. */
function nameOf(error: unknown): string {
  const { name = 'unknown', code = '' } = error as { name?: string; code?: string };
  return `${name} ${code}`.trim();
}

/**
 * All in one transaction; when the database refuses that, each by itself, so that one bad item costs only itself. A
 * second try is also what settles a race for the same externalId: it then finds the item of the winner.
 */
async function storeAll(caller: Caller<PlatformActor>, items: readonly Prepared[]): Promise<Outcome[]> {
  try {
    return await store(caller, items);
  } catch (error) {
    log.warn({ requestId: caller.requestId, error: nameOf(error), items: items.length }, 'a batch was refused by the database; trying its items one by one');
  }
  const outcomes: Outcome[] = [];
  let failures = 0;
  for (const item of items) {
    try {
      outcomes.push(...(await store(caller, [item])));
    } catch (error) {
      failures += 1;
      log.error({ requestId: caller.requestId, error: nameOf(error), index: item.index }, 'an item could not be stored');
      outcomes.push({ problem: new Problem('unavailable', 'The item could not be stored; nothing was kept of it. Send it again, and quote the request id if it stays.') });
    }
  }
  // Not one could be written: this is the database's trouble and not the items'.
  if (failures === items.length) throw new Error(`intake could not store any of ${items.length} items`);
  return outcomes;
}

async function recordRefused({ actor, ids, requestId }: Caller<PlatformActor>, refused: number): Promise<void> {
  await transact(db(), async (tx) => {
    await record({ tx, actor, ids, requestId }, { action: 'items.refused', outcome: 'refused', details: { refused } });
    return ok();
  });
}

/** One item after the other, with room for everybody else in between: a batch may take a second to read. */
async function prepareAll(raw: readonly unknown[]): Promise<Result<Prepared>[]> {
  const key = await lookupKey('intake body digest');
  const read: Result<Prepared>[] = [];
  for (const [index, item] of raw.entries()) {
    const formed = prepare(item, index, raw.length);
    read.push(formed.ok ? ok({ ...formed.value, digest: Uint8Array.from(createHmac('sha256', key).update(formed.value.body).digest()) }) : formed);
    await setImmediate();
  }
  return read;
}

/**
 * Takes in items as parsed from JSON, one outcome each, in order. Every item stands for itself: what is wrong with
 * one is told at its place and the others are taken. Sent again with the same body, an item answers as the first
 * time and makes nothing new; with another body it is a conflict.
 * @throws Error when the database takes nothing at all.
 */
export async function receiveItems(caller: Caller<PlatformActor>, raw: readonly unknown[]): Promise<Outcome[]> {
  const read = await prepareAll(raw);
  const stored = await storeAllGood(caller, read.flatMap((result) => (result.ok ? [result.value] : [])));
  const outcomes = read.map((result): Outcome => (result.ok ? (stored.get(result.value) ?? { problem: new Problem('unavailable', 'The item was not stored. Send it again.') }) : { problem: result.problem }));
  const refused = outcomes.filter((outcome) => 'problem' in outcome).length;
  if (refused > 0) await recordRefused(caller, refused);
  return outcomes;
}

async function storeAllGood(caller: Caller<PlatformActor>, good: readonly Prepared[]): Promise<ReadonlyMap<Prepared, Outcome>> {
  if (good.length === 0) return new Map();
  const outcomes = await storeAll(caller, good);
  return new Map(good.flatMap((item, at) => (outcomes[at] ? [[item, outcomes[at]] as const] : [])));
}
