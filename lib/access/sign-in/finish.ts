import { type Ctx, type SignInMethod, db, transact } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { HOME } from '../permissions';
import { endSessions } from '../sessions/end';
import { openSession } from '../sessions/open';
import type { Arrival } from './arrival';
import { isOpen } from './admit';

/** Somebody who is in. */
export interface SignedIn<T = void> {
  readonly personId: string;
  /** Where their role's day starts. */
  readonly home: string;
  readonly sessionId: string;
  /** What was done on the way in, for example enrolling a factor. */
  readonly done: T;
}

interface Ending<T> {
  readonly personId: string;
  /** The sign-in under way that this ends; it cannot be ended twice. Without one the company has vouched for both factors. */
  readonly signInId?: string;
  readonly method: SignInMethod;
  /** Done in the same transaction, as the person who is now in: refused, there is no session either. */
  readonly within?: (ctx: Ctx<PersonActor>) => Promise<Result<T>>;
}

/** The session that the browser had is over, whoever's it was: on record, and its own pages are told. */
async function endReplaced(ctx: Ctx<PersonActor>, sessionId: string | null): Promise<void> {
  const before = sessionId && (await ctx.tx.session.findUnique({ where: { id: sessionId }, select: { id: true, personId: true } }));
  if (before) await endSessions(ctx, before.personId, 'replaced', { only: before.id });
}

/**
 * The end of every way of signing in: a session under a new id, in place of the one that the browser had. The person's row
 * is locked, so that being disabled, or a factor enrolled in another window, comes before this or after it.
 */
export async function finishSignIn<T = void>(arrival: Arrival, { personId, signInId, method, within }: Ending<T>): Promise<Result<SignedIn<T>>> {
  const { client, clock, ids, requestId } = arrival;
  return transact(db(), async (tx) => {
    const over = fail('unauthenticated', 'This sign-in is over already. Nothing was lost; begin again.');
    await tx.$queryRaw`SELECT 1 FROM "Person" WHERE id = ${personId}::uuid FOR NO KEY UPDATE`;
    const person = await tx.person.findUnique({ where: { id: personId } });
    if (!person || !isOpen(person)) return over;
    if (signInId !== undefined && (await tx.signIn.deleteMany({ where: { id: signInId } })).count === 0) return over;
    const actor = await openSession({ tx, clock, ids, requestId }, person, method, client);
    await endReplaced({ tx, actor, clock, ids, requestId }, arrival.replaces);
    // Without `within` T is void.
    const done = within ? await within({ tx, actor, clock, ids, requestId }) : ok(undefined as T);
    return done.ok ? ok({ personId, home: HOME[person.role], sessionId: actor.sessionId, done: done.value }) : done;
  });
}
