import { record } from '@/lib/audit';
import { type Ctx, db, transact } from '@/lib/db';
import { type Clock, type Ids, NOBODY, type Result, fail, ok, parse } from '@/lib/kernel';
import { isPassword } from './password';
import { sessionLimits } from './rules';
import { signInInput } from './schema';

interface Sources {
  readonly clock: Clock;
  readonly ids: Ids;
}

/**
 * Checks an address and password and opens a session row; answers its id. The answer never tells whether the
 * account exists. Failures are recorded too.
 */
export async function signIn({ clock, ids }: Sources, credentials: unknown): Promise<Result<{ sessionId: string }>> {
  const input = parse(signInInput, credentials, 'The sign-in');
  if (!input.ok) return input;
  const person = await db().person.findUnique({ where: { email: input.value.email } });
  // argon2 takes tens of milliseconds: outside the transaction, which would hold a connection for it.
  const isRight = (await isPassword(person?.passwordHash, input.value.password)) && !person?.disabledAt;
  const requestId = ids.next();

  if (!person || !isRight) {
    await transact(db(), async (tx) => {
      const targets = person ? [{ type: 'person' as const, id: person.id, label: person.pseudonym }] : [];
      await record({ tx, actor: NOBODY, ids, requestId }, { action: 'session.sign_in_failed', outcome: 'refused', details: {}, targets });
      return ok();
    });
    return fail('unauthenticated', 'That address and password do not match an account that is open.');
  }

  return transact(db(), async (tx) => {
    const now = clock.now();
    const sessionId = ids.next();
    await tx.session.create({
      data: { id: sessionId, personId: person.id, createdAt: now, lastSeenAt: now, expiresAt: new Date(now.getTime() + sessionLimits(person.role).absoluteMs) },
    });
    await tx.person.update({ where: { id: person.id }, data: { lastSignInAt: now } });
    const actor = { kind: 'person', id: person.id, name: person.pseudonym, role: person.role, sessionId } as const;
    await record({ tx, actor, ids, requestId }, { action: 'session.signed_in', details: {} });
    return ok({ sessionId });
  });
}

/** Ends the caller's own session; the cookie is worthless from the next request on. */
export async function signOut(ctx: Ctx): Promise<Result<void>> {
  if (ctx.actor.kind !== 'person') return fail('unauthenticated', 'You are signed out already.');
  await ctx.tx.session.update({ where: { id: ctx.actor.sessionId }, data: { endedAt: ctx.clock.now() } });
  await record(ctx, { action: 'session.signed_out', details: {} });
  return ok();
}
