import { type Ctx, announce } from '@/lib/db';
import { config } from '@/lib/kernel';
import type { Placed } from './place-decisions';

const HOUR_MS = 3_600_000;

/** Under this name a check leaves the time at which it was made, beside the worker's own sign of life. */
export const CHECKED = 'reconciliation';

/**
 * Keeps what was found: a row whenever a figure changed, and one an hour while none does. That is the whole history, since
 * a check that finds the same says nothing new but its time. In a row, reports that wait for a person's agreement or
 * hand are on their way.
 */
export async function keepFigures({ tx, clock, ids }: Ctx, { decisions, counts }: Placed): Promise<void> {
  const at = clock.now();
  const isTest = config().TEST_MODE;
  const found = { decisions, filed: counts.filed, onItsWay: counts.on_its_way + counts.to_approve + counts.to_hand_in, stuck: counts.stuck, missing: counts.missing };
  const last = await tx.reconciliation.findFirst({ where: { isTest }, orderBy: [{ at: 'desc' }, { id: 'desc' }] });
  const isSame = last !== null && (Object.keys(found) as (keyof typeof found)[]).every((name) => last[name] === found[name]);
  if (!isSame || at.getTime() - last.at.getTime() >= HOUR_MS) await tx.reconciliation.create({ data: { id: ids.next(), at, isTest, ...found } });
  // Open pages look again when there is something new to see, and not each minute: each look is a reading on record.
  if (!isSame) await announce(tx, 'report', CHECKED);
  await tx.heartbeat.upsert({ where: { name: CHECKED }, create: { name: CHECKED, at }, update: { at } });
}
