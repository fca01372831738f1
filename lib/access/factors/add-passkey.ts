import { record } from '@/lib/audit';
import type { Ctx, Person, Tx } from '@/lib/db';
import { type Result, fail, log, ok, traceOf } from '@/lib/kernel';
import { type PublicKeyCredentialCreationOptionsJSON, generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { PasskeyCreated } from '../sign-in/schema';
import { relyingParty } from './relying-party';

/**
 * What a browser needs to make a passkey. Its `challenge` is to be kept by the ceremony until `addPasskey`. The passkey
 * names its owner by itself (a resident key), so that it can be a whole sign-in.
 */
export async function creationOptions(tx: Tx, person: Pick<Person, 'id' | 'email' | 'pseudonym'>): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const known = await tx.factor.findMany({ where: { personId: person.id, kind: 'passkey' } });
  const { name, id } = relyingParty();
  return generateRegistrationOptions({
    rpName: name,
    rpID: id,
    userID: new TextEncoder().encode(person.id),
    userName: person.email,
    userDisplayName: person.pseudonym,
    attestationType: 'none',
    excludeCredentials: known.flatMap(({ credentialId, transports }) => (credentialId ? [{ id: credentialId, transports }] : [])),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

interface NewPasskey {
  readonly response: PasskeyCreated;
  readonly challenge: string;
  /** What its owner calls it. */
  readonly name: string;
}

async function verified({ response, challenge }: NewPasskey) {
  const { id, origin } = relyingParty();
  try {
    const result = await verifyRegistrationResponse({
      response, expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: id, requireUserVerification: true,
    });
    return result.registrationInfo;
  } catch (error) {
    // The library throws for whatever it refuses; it saw nothing but what the browser sent.
    log.info({ error: traceOf(error) }, 'a new passkey was refused');
    return undefined;
  }
}

/** Adds the passkey that a browser has made on `creationOptions`. */
export async function addPasskey(ctx: Ctx, personId: string, passkey: NewPasskey): Promise<Result<void>> {
  const info = await verified(passkey);
  if (!info) return fail('unprocessable', 'This passkey could not be confirmed. Nothing was saved; try once more.');
  const { credential, credentialBackedUp } = info;
  if (await ctx.tx.factor.findUnique({ where: { credentialId: credential.id } })) {
    return fail('conflict', 'This passkey is in use already. Nothing was changed; choose another device or key.');
  }
  const [id, now] = [ctx.ids.next(), ctx.clock.now()];
  await ctx.tx.factor.create({
    data: {
      id,
      personId,
      kind: 'passkey',
      name: passkey.name,
      createdAt: now,
      lastUsedAt: now,
      credentialId: credential.id,
      publicKey: credential.publicKey,
      counter: BigInt(credential.counter),
      transports: [...(credential.transports ?? [])],
      isBackedUp: credentialBackedUp,
    },
  });
  await record(ctx, { action: 'factor.added', details: { kind: 'passkey' }, targets: [{ type: 'factor', id }] });
  return ok();
}
