import type { Ctx, Factor, Tx } from '@/lib/db';
import { log, traceOf } from '@/lib/kernel';
import { type PublicKeyCredentialRequestOptionsJSON, generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { PasskeyAnswer } from '../sign-in/schema';
import { relyingParty } from './relying-party';

/**
 * What a browser needs to ask for a passkey: one of the person's, or, while nobody is known, any that it holds for the
 * desk. Its `challenge` is to be kept by the ceremony, for one answer.
 */
export async function requestOptions(tx: Tx, personId: string | null): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const known = personId ? await tx.factor.findMany({ where: { personId, kind: 'passkey' } }) : [];
  return generateAuthenticationOptions({
    rpID: relyingParty().id,
    userVerification: 'required',
    allowCredentials: known.flatMap(({ credentialId, transports }) => (credentialId ? [{ id: credentialId, transports }] : [])),
  });
}

export interface PasskeyUse {
  readonly response: PasskeyAnswer;
  readonly challenge: string;
}

async function verified({ response, challenge }: PasskeyUse, factor: Factor) {
  const { id, origin } = relyingParty();
  try {
    const { verified: isVerified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      credential: { id: factor.credentialId ?? '', publicKey: Uint8Array.from(factor.publicKey ?? []), counter: Number(factor.counter), transports: factor.transports },
    });
    return isVerified ? authenticationInfo : undefined;
  } catch (error) {
    // The library throws for whatever it refuses (another origin, no user verification, a counter that went back).
    log.info({ error: traceOf(error) }, 'a passkey was refused');
    return undefined;
  }
}

/** A passkey tells whose it is; where somebody is known already it has to be theirs, where not it has to say so. */
function namesOwner(userHandle: string | undefined, personId: string, isKnown: boolean): boolean {
  if (userHandle === undefined) return isKnown;
  return Buffer.from(userHandle, 'base64url').toString('utf8') === personId;
}

/**
 * Checks a passkey's answer to a challenge, which the caller has taken so that it serves once, and moves its counter on.
 * @returns whose passkey it was, or null.
 */
export async function spendPasskey({ tx, clock }: Pick<Ctx, 'tx' | 'clock'>, personId: string | null, use: PasskeyUse): Promise<string | null> {
  const factor = await tx.factor.findUnique({ where: { credentialId: use.response.id } });
  if (!factor || (personId !== null && factor.personId !== personId)) return null;
  if (!namesOwner(use.response.response.userHandle, factor.personId, personId !== null)) return null;
  const info = await verified(use, factor);
  if (!info) return null;
  // Many authenticators do not count and always say nought; one that counts has to go up, also against a second request.
  const counter = BigInt(info.newCounter);
  const { count } = await tx.factor.updateMany({
    where: { id: factor.id, counter: counter === 0n ? 0n : { lt: counter } },
    data: { counter, lastUsedAt: clock.now(), isBackedUp: info.credentialBackedUp },
  });
  return count === 1 ? factor.personId : null;
}
