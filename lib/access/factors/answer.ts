import { record } from '@/lib/audit';
import { type Caller, type Person, type SignInMethod, type Tx, db, transact } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { LIMITS, consume, forgive, tooMany } from '../limits';
import { recordLockout } from '../record-lockout';
import type { Arrival } from '../sign-in/arrival';
import { recordFailure } from '../sign-in/record-failure';
import { spendRecoveryCode } from './recovery-codes';
import { spendTotp } from './totp';
import { type PasskeyUse, spendPasskey } from './use-passkey';
import { isDemoAllowed } from './ways';

/** What somebody gives as their second factor: a code (six digits are an authenticator's, all else a recovery code), a passkey, or the demo's button. */
export type SecondFactor = { readonly code: string } | { readonly passkey: PasskeyUse } | { readonly demo: true };

type Factored = Pick<Person, 'id' | 'isDemo'>;

const TOTP_FORM = /^\d{6}$/;

async function spend(tx: Tx, { clock }: Pick<Caller, 'clock'>, person: Factored, answer: SecondFactor): Promise<SignInMethod | null> {
  if ('demo' in answer) return isDemoAllowed(person) ? 'demo' : null;
  if ('passkey' in answer) return (await spendPasskey({ tx, clock }, person.id, answer.passkey)) === null ? null : 'passkey';
  const code = answer.code.replace(/\s/g, '');
  if (!TOTP_FORM.test(code)) return (await spendRecoveryCode({ tx, clock }, person.id, code)) ? 'recovery_code' : null;
  const factors = await tx.factor.findMany({ where: { personId: person.id, kind: 'totp' } });
  return (await spendTotp({ tx, clock }, factors, code)) ? 'totp' : null;
}

/** At sign-in nobody is the actor yet, at step-up the person is. */
type Answering = Arrival | Caller<PersonActor>;

async function recordWrong(caller: Answering, { id }: Factored): Promise<void> {
  if ('client' in caller) return recordFailure(caller, 'second_factor', id);
  await transact(db(), async (tx) => {
    await record({ ...caller, tx }, { action: 'session.verification_failed', outcome: 'failed', details: {}, targets: [{ type: 'person', id }] });
    return ok();
  });
}

/**
 * Checks a second factor, at sign-in and at step-up, and uses it up. Codes can be
 * guessed, so their failures are counted for both together and lock codes out for a while; a passkey cannot, and still
 * gets in then. Failures and lockouts are recorded here; what a success leads to is the caller's entry.
 * @returns how it was answered; `unauthenticated` when it is wrong or was used before, `too_many` while locked out.
 */
export async function answerSecondFactor(caller: Answering, person: Factored, answer: SecondFactor): Promise<Result<SignInMethod>> {
  if ('code' in answer) {
    // Counted before it is looked at: of many guesses at the same moment no more than these get through.
    const used = await consume('factor_failures', person.id, LIMITS.factor_failures());
    if (used.isFirstOver) await recordLockout(caller, 'account', { personId: person.id });
    if (used.isOver) return tooMany(used.retryAfterS);
  }
  const spent = await transact(db(), async (tx) => ok(await spend(tx, caller, person, answer)));
  if (!spent.ok) return spent;
  if (spent.value === null) {
    await recordWrong(caller, person);
    return fail('unauthenticated', 'That did not work: the code is wrong, was used before, or is too old. Nothing was lost; try the next one.');
  }
  if ('code' in answer) await forgive('factor_failures', person.id);
  return ok(spent.value);
}
