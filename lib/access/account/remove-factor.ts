import { record } from '@/lib/audit';
import type { Ctx, Person } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { isDemoAllowed } from '../factors';
import { endSessions } from '../sessions/end';

/** Why a person who has `count` factors has to keep each of them, in words; null when one may go. */
export function whyKept(person: Pick<Person, 'isDemo'>, count: number): string | null {
  return count > 1 || isDemoAllowed(person) ? null : 'It is your only one: add another before you remove it.';
}

/**
 * Removes one of the caller's factors, never the last. Their other sessions end: whoever holds what was removed may
 * have opened one of them.
 */
export async function removeFactor(ctx: Ctx<PersonActor>, { factorId }: { readonly factorId: string }): Promise<Result<void>> {
  const { tx, actor } = ctx;
  // Of two removals at once each would see the other's factor still there.
  await tx.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${actor.id}::uuid FOR UPDATE`;
  const person = await tx.person.findUniqueOrThrow({ where: { id: actor.id } });
  const factors = await tx.factor.findMany({ where: { personId: actor.id } });
  const factor = factors.find(({ id }) => id === factorId);
  if (!factor) return fail('not_found', 'There is no such second factor among yours.');
  const why = whyKept(person, factors.length);
  if (why) return fail('conflict', why);
  await tx.factor.delete({ where: { id: factorId } });
  await record(ctx, { action: 'factor.removed', details: { kind: factor.kind }, targets: [{ type: 'factor', id: factorId }] });
  await endSessions(ctx, actor.id, 'person_changed', { except: actor.sessionId });
  return ok();
}
