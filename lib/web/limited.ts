import { type Limit, consume, tooMany } from '@/lib/access';
import { ruleOf, type Permission } from '@/lib/access/schema';
import { record } from '@/lib/audit';
import { db, transact } from '@/lib/db';
import { type Actor, type Result, ok, randomIds } from '@/lib/kernel';

const HOUR_S = 60 * 60;

async function recordLimited(actor: Actor, limit: string, requestId: string): Promise<void> {
  await transact(db(), async (tx) => {
    await record({ tx, actor, ids: randomIds, requestId }, { action: 'access.limited', outcome: 'refused', details: { limit } });
    return ok();
  });
}

/** Uses up one point of a limit; the first that is too many within a window is an event, the others are not. */
export async function spend(actor: Actor, name: string, key: string, limit: Limit, requestId: string): Promise<Result<void>> {
  const { isOver, isFirstOver, retryAfterS } = await consume(name, key, limit);
  if (isFirstOver) await recordLimited(actor, name, requestId);
  return isOver ? tooMany(retryAfterS) : ok();
}

/** Holds a person to the `perHour` of a permission, whether or not the act then succeeds. */
export async function spendPermission(actor: Actor, permission: Permission, requestId: string): Promise<Result<void>> {
  const { perHour } = ruleOf(permission);
  if (perHour === undefined || actor.kind !== 'person') return ok();
  return spend(actor, permission, actor.id, { points: perHour, perSeconds: HOUR_S }, requestId);
}
