import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';

/**
 * Locks the caller's row before factors are added, so that another tab's change, or an admin's reset, comes before
 * this one or after it. Where it was a reset, the session is over: nothing is added to what was just taken away.
 */
export async function lockOwn({ tx, actor }: Ctx<PersonActor>): Promise<Result<void>> {
  await tx.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${actor.id}::uuid FOR NO KEY UPDATE`;
  const isOpen = (await tx.session.count({ where: { id: actor.sessionId, endedAt: null } })) === 1;
  return isOpen ? ok() : fail('unauthenticated', 'Your session is over. Nothing was changed; sign in again to go on.');
}
