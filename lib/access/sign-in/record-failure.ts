import { record } from '@/lib/audit';
import type { Details } from '@/lib/audit/schema';
import { db, transact } from '@/lib/db';
import { ok } from '@/lib/kernel';
import { LIMITS, consume } from '../limits';
import { type Arrival, addressKey } from './arrival';

type Step = Details<'session.sign_in_failed'>['step'];

/**
 * Writes a failed sign-in to the trail, with whose it was where that is known. Anybody can fail, as often as they like:
 * from one address only so many an hour are written, and then once that there were more.
 */
export async function recordFailure(arrival: Arrival, step: Step, personId?: string): Promise<void> {
  const { isOver, isFirstOver } = await consume('nobody_refusals', addressKey(arrival), LIMITS.nobody_refusals());
  if (isOver && !isFirstOver) return;
  await transact(db(), async (tx) => {
    const ctx = { ...arrival, tx };
    if (isFirstOver) await record(ctx, { action: 'access.limited', outcome: 'refused', details: { limit: 'nobody_refusals' } });
    else await record(ctx, { action: 'session.sign_in_failed', outcome: 'failed', details: { step }, targets: personId ? [{ type: 'person', id: personId }] : [] });
    return ok();
  });
}
