import { type Tx, db, transact } from '@/lib/db';
import { type Result, config, fail, ok } from '@/lib/kernel';
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { answerSecondFactor, requestOptions, spendPasskey } from '../factors';
import { admit } from './admit';
import type { Arrival } from './arrival';
import { type SignedIn, finishSignIn } from './finish';
import { recordFailure } from './record-failure';
import type { PasskeyAnswer } from './schema';
import { beginSignIn, findSignIn, keepChallenge, takeChallenge } from './under-way';

/** With company sign-on the company says who may come in: a passkey alone would still open the door to somebody who has left. */
const refuseAlone = () => fail('forbidden', `A passkey alone is not enough here: sign in through ${config().OIDC_NAME} first.`);

const doesNotOpen = () => fail('unauthenticated', 'This passkey does not open the desk. Nothing was changed; try another way to sign in.');

interface Asked {
  readonly options: PublicKeyCredentialRequestOptionsJSON;
  /** For the sign-in cookie, when there was no sign-in under way. */
  readonly token: string | null;
}

/** Asks for a passkey: for the person's own after their first factor, for any before it. */
export async function askForPasskey(arrival: Arrival): Promise<Result<Asked>> {
  const found = await findSignIn(arrival);
  if (!found?.person && config().OIDC_ISSUER) return refuseAlone();
  const options = await requestOptions(db(), found?.personId ?? null);
  if (found) {
    await keepChallenge(found.id, options.challenge);
    return ok({ options, token: null });
  }
  const { challenge } = options;
  return transact(db(), async (tx) => ok({ options, token: await beginSignIn(tx, arrival, { personId: null, firstFactor: null, challenge }) }));
}

/** A reset that took the passkey away since it was looked at ends no sign-in that had no name yet. */
async function stillTheirs(tx: Tx, personId: string, credentialId: string): Promise<Result<void>> {
  return (await tx.factor.count({ where: { personId, credentialId } })) === 1 ? ok() : doesNotOpen();
}

/**
 * A passkey, which is both factors at once: the device that holds it, and the finger or PIN that it asks for. It cannot be
 * guessed, so it gets in also while the account or the address is locked out.
 */
export async function signInByPasskey(arrival: Arrival, response: PasskeyAnswer): Promise<Result<SignedIn>> {
  const found = await findSignIn(arrival);
  if (!found) return fail('unauthenticated', 'This sign-in took too long or was ended. Nothing was lost; begin again.');
  if (!found.person && config().OIDC_ISSUER) return refuseAlone();
  const challenge = await takeChallenge(found);
  if (!challenge.ok) return challenge;
  const use = { response, challenge: challenge.value };
  const { id: signInId, person } = found;
  if (person) {
    const method = await answerSecondFactor(arrival, person, { passkey: use });
    return method.ok ? finishSignIn(arrival, { personId: person.id, signInId, method: method.value }) : method;
  }
  const spent = await transact(db(), async (tx) => ok(await spendPasskey({ tx, clock: arrival.clock }, null, use)));
  const owner = spent.ok && spent.value ? await db().person.findUnique({ where: { id: spent.value } }) : null;
  if (!owner || !(await admit(arrival, owner))) {
    await recordFailure(arrival, 'passkey', owner?.id);
    return doesNotOpen();
  }
  return finishSignIn(arrival, { personId: owner.id, signInId, method: 'passkey', within: ({ tx }) => stillTheirs(tx, owner.id, response.id) });
}
