import { type Ctx, type Person, type SignIn, db } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import { addPasskey, beginTotp, confirmTotp, creationOptions, drawRecoveryCodes, waysOf } from '../factors';
import type { Arrival } from './arrival';
import { type SignedIn, finishSignIn } from './finish';
import type { PasskeyCreated } from './schema';
import { keepChallenge, signInOf, takeChallenge } from './under-way';

/** Shown once, at the end of enrolling. */
export interface Enrolled {
  readonly recoveryCodes: readonly string[];
}

/** Only who has no second factor enrols one here: otherwise a password alone would be enough to get in. */
const has = () => fail('forbidden', 'You have a second factor already. Answer it to get in; others are added in your account.');

async function enrolling(arrival: Arrival): Promise<Result<SignIn & { person: Person }>> {
  const found = await signInOf(arrival);
  if (!found.ok) return found;
  return (await waysOf(db(), found.value.person)).length > 0 ? has() : found;
}

/** Adds the factor and draws recovery codes; looks again whether there is none, now that the person's row is locked. */
async function enrol(ctx: Ctx<PersonActor>, person: Person, add: () => Promise<Result<void>>): Promise<Result<Enrolled>> {
  if ((await waysOf(ctx.tx, person)).length > 0) return has();
  const added = await add();
  return added.ok ? ok({ recoveryCodes: await drawRecoveryCodes(ctx, person.id) }) : added;
}

/** Begins an authenticator app, in place of one that was begun before in this sign-in. */
export async function beginEnrolTotp(arrival: Arrival): Promise<Result<{ secret: string; uri: string }>> {
  const found = await enrolling(arrival);
  if (!found.ok) return found;
  const { secret, uri, sealed } = await beginTotp(found.value.person);
  await db().signIn.updateMany({ where: { id: found.value.id }, data: { pendingSecret: sealed } });
  return ok({ secret, uri });
}

/** Enrols the authenticator app with a code of it, and signs in. */
export async function enrolTotp(arrival: Arrival, { code }: { readonly code: string }): Promise<Result<SignedIn<Enrolled>>> {
  const found = await enrolling(arrival);
  if (!found.ok) return found;
  const { id: signInId, person, pendingSecret: sealed } = found.value;
  if (sealed === null) return fail('conflict', 'No authenticator app is being set up. Nothing was changed; begin with the QR code.');
  return finishSignIn(arrival, {
    personId: person.id,
    signInId,
    method: 'totp',
    within: (ctx) => enrol(ctx, person, () => confirmTotp(ctx, { id: person.id, sealed }, code)),
  });
}

/** Begins a passkey. */
export async function beginEnrolPasskey(arrival: Arrival): Promise<Result<PublicKeyCredentialCreationOptionsJSON>> {
  const found = await enrolling(arrival);
  if (!found.ok) return found;
  const options = await creationOptions(db(), found.value.person);
  await keepChallenge(found.value.id, options.challenge);
  return ok(options);
}

/** Enrols the passkey that the browser has made, and signs in. */
export async function enrolPasskey(arrival: Arrival, { response, name }: { readonly response: PasskeyCreated; readonly name: string }): Promise<Result<SignedIn<Enrolled>>> {
  const found = await enrolling(arrival);
  if (!found.ok) return found;
  const taken = await takeChallenge(found.value);
  if (!taken.ok) return taken;
  const { id: signInId, person } = found.value;
  return finishSignIn(arrival, {
    personId: person.id,
    signInId,
    method: 'passkey',
    within: (ctx) => enrol(ctx, person, () => addPasskey(ctx, person.id, { response, challenge: taken.value, name })),
  });
}
