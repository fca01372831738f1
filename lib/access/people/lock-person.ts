import type { Ctx, Person } from '@/lib/db';
import { type Result, config, fail, ok } from '@/lib/kernel';
import { isByCompany } from './company';

export interface LockedPerson {
  readonly person: Person;
  /** Whether nobody else is an admin who can get in. */
  readonly isLastAdmin: boolean;
}

/** An admin who is enabled and has a way in: a password is one where the company does not sign people on, and only there. */
function canAdminister({ role, disabledAt, passwordHash, companyId, isDemo }: Person): boolean {
  return role === 'admin' && !disabledAt && (isByCompany() ? companyId : passwordHash) !== null && (!isDemo || config().TEST_MODE);
}

/**
 * Locks a person together with every admin, so that what is decided about admins is decided one after the other: two
 * who demote each other at once must not both succeed. NO KEY, so that rows that merely refer to them can be written.
 */
export async function lockPerson({ tx }: Pick<Ctx, 'tx'>, personId: string): Promise<LockedPerson | null> {
  await tx.$queryRaw`SELECT 1 FROM "Person" WHERE "role" = 'admin' OR "id" = ${personId}::uuid ORDER BY "id" FOR NO KEY UPDATE`;
  const person = await tx.person.findUnique({ where: { id: personId } });
  if (!person) return null;
  const others = await tx.person.findMany({ where: { role: 'admin', id: { not: personId } } });
  return { person, isLastAdmin: canAdminister(person) && !others.some(canAdminister) };
}

/**
 * The row rules of everything that is done to somebody's access: they exist, they are not the caller, and the caller's
 * own session is still open, now that the rows are locked. Whoever was disabled a moment ago disables nobody.
 */
export async function requireOther(ctx: Ctx, personId: string): Promise<Result<LockedPerson>> {
  const { actor, tx } = ctx;
  if (actor.kind === 'person' && actor.id === personId) {
    return fail('forbidden', 'Nobody changes their own access: ask another admin. Your own password and factors are under your name.');
  }
  const locked = await lockPerson(ctx, personId);
  if (!locked) return fail('not_found', 'There is no such person.');
  if (actor.kind === 'person') {
    const session = await tx.session.findUnique({ where: { id: actor.sessionId }, select: { endedAt: true } });
    if (!session || session.endedAt) return fail('unauthenticated', 'Your session is over. Nothing was changed; sign in again to go on.');
  }
  return ok(locked);
}
