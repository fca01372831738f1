import { type Person, db, transact } from '@/lib/db';
import { type Result, config, fail, ok } from '@/lib/kernel';
import { createHash } from 'node:crypto';
import { LIMITS, consume, forgive, tooMany } from '../limits';
import { isPassword } from '../password';
import { recordLockout } from '../record-lockout';
import { checkAddress, countAgainstAddress } from './address-limit';
import { admit, isOpen } from './admit';
import { type Arrival, addressKey } from './arrival';
import { type Begun, nextStep } from './next-step';
import { recordFailure } from './record-failure';
import { beginSignIn } from './under-way';

/** Accounts are counted whether they exist or not, under a hash: what is typed here by mistake is often a password. */
const accountKey = (email: string) => createHash('sha256').update(email).digest('base64url');

/** Refuses an account that too many have tried to guess. Counted beforehand, so that no number of guesses at once gets through. */
async function checkAccount(arrival: Arrival, key: string, person: Person | null): Promise<Result<void>> {
  const used = await consume('account_failures', key, LIMITS.account_failures());
  if (used.isFirstOver) await recordLockout(arrival, 'account', person ? { personId: person.id } : { address: addressKey(arrival) });
  return used.isOver ? tooMany(used.retryAfterS) : ok();
}

const wrong = () => fail('unauthenticated', 'E-mail and password do not fit together. Nothing was changed; check both and try again.');

/**
 * Begins the sign-in, unless the password that was checked has stopped being the person's: that took its time, and a
 * reset, a disabling or a new password meanwhile has ended every sign-in that it knew of.
 */
function begin(arrival: Arrival, { id }: Person, checked: string): Promise<Result<Begun>> {
  return transact(db(), async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
    const person = await tx.person.findUniqueOrThrow({ where: { id } });
    if (person.passwordHash !== checked || !isOpen(person)) return wrong();
    return ok({ token: await beginSignIn(tx, arrival, { personId: id, firstFactor: 'password' }), step: await nextStep(tx, person) });
  });
}

/**
 * The first factor. Whoever asks cannot tell an account that exists from one that does not, nor a disabled one from a
 * wrong password: answer, work and limits are the same for all of them.
 */
export async function signInByPassword(arrival: Arrival, { email, password }: { readonly email: string; readonly password: string }): Promise<Result<Begun>> {
  if (config().OIDC_ISSUER) return fail('forbidden', `Passwords are not used here: sign in through ${config().OIDC_NAME}.`);
  const person = await db().person.findUnique({ where: { email } });
  const key = accountKey(email);
  const address = await checkAddress(arrival);
  const allowed = address.ok ? await checkAccount(arrival, key, person) : address;
  const stored = allowed.ok && person && isOpen(person) ? person.passwordHash : null;
  const matches = await isPassword(stored ?? undefined, password);
  if (!allowed.ok) return allowed;
  const begun = matches && person && stored !== null && (await admit(arrival, person)) ? await begin(arrival, person, stored) : wrong();
  if (begun.ok) {
    await forgive('account_failures', key);
  } else {
    await countAgainstAddress(arrival);
    await recordFailure(arrival, 'password', person?.id);
  }
  return begun;
}
