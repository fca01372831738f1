import { LIMITS } from '@/lib/access';
import { record } from '@/lib/audit';
import { db, transact } from '@/lib/db';
import { type Actor, type Problem, ok, randomIds } from '@/lib/kernel';
import { spend } from './limited';

/**
 * Writes a refusal to the trail in a transaction of its own, since the refused one leaves nothing. Of nobody in
 * particular only so many an hour are written from one address: the trail is not there to be filled by strangers.
 */
export async function recordRefusal(actor: Actor, name: string, requestId: string, { code }: Problem): Promise<void> {
  if (actor.kind === 'nobody') {
    const within = await spend(actor, 'nobody_refusals', actor.address ?? 'unknown', LIMITS.nobody_refusals(), requestId);
    if (!within.ok) return;
  }
  await transact(db(), async (tx) => {
    await record({ tx, actor, ids: randomIds, requestId }, {
      action: 'access.refused',
      outcome: 'refused',
      details: { permission: name, code },
      targets: [{ type: 'route', id: name }],
    });
    return ok();
  });
}
