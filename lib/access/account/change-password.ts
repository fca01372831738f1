import { record } from '@/lib/audit';
import { type Caller, db, transact } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { LIMITS, consume, forgive, tooMany } from '../limits';
import { hashPassword, isPassword } from '../password';
import { whyGuessable } from '../password-rules';
import { recordLockout } from '../record-lockout';
import { endSessions } from '../sessions/end';

const wrong = (field: 'before' | 'after', message: string) => fail('unprocessable', 'The password was not changed.', [{ field, message }]);

/**
 * Changes the caller's password, given the one they have; their other sessions end. Checks and hashes outside of any
 * transaction, since both are slow on purpose. Wrong passwords count as at sign-in.
 */
export async function changePassword(caller: Caller<PersonActor>, { before, after }: { readonly before: string; readonly after: string }): Promise<Result<void>> {
  const { actor } = caller;
  const person = await db().person.findUniqueOrThrow({ where: { id: actor.id } });
  const { passwordHash } = person;
  if (passwordHash === null) return fail('conflict', 'You sign in through your company, so there is no password here to change.');
  const used = await consume('factor_failures', actor.id, LIMITS.factor_failures());
  if (used.isFirstOver) await recordLockout(caller, 'account', { personId: actor.id });
  if (used.isOver) return tooMany(used.retryAfterS);
  if (!(await isPassword(passwordHash, before))) return wrong('before', 'This is not your password.');
  await forgive('factor_failures', actor.id);
  if (after === before) return wrong('after', 'This is the password that you have.');
  const why = whyGuessable(after, person);
  if (why) return wrong('after', why);
  const newHash = await hashPassword(after);
  return transact(db(), async (tx) => {
    const ctx = { ...caller, tx };
    const { count } = await tx.person.updateMany({ where: { id: actor.id, passwordHash }, data: { passwordHash: newHash } });
    if (count === 0) return fail('conflict', 'The password was changed elsewhere a moment ago; this change was not made.');
    await record(ctx, { action: 'password.changed', details: {}, targets: [{ type: 'person', id: actor.id }] });
    // Nor does a sign-in go further that began with the password before.
    await tx.signIn.deleteMany({ where: { personId: actor.id } });
    await endSessions(ctx, actor.id, 'person_changed', { except: actor.sessionId });
    return ok();
  });
}
