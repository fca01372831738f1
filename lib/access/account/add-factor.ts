import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import { addPasskey, beginTotp, confirmTotp, creationOptions } from '../factors';
import type { PasskeyCreated } from '../sign-in/schema';
import { begin, take } from './ceremony';
import { lockOwn } from './lock-own';

const tooLate = () => fail('conflict', 'That was begun too long ago, or something else was begun since. Nothing was saved; start once more.');

/** Begins a further passkey: what the browser needs to make it. */
export async function beginPasskey(ctx: Ctx<PersonActor>): Promise<Result<PublicKeyCredentialCreationOptionsJSON>> {
  const person = await ctx.tx.person.findUniqueOrThrow({ where: { id: ctx.actor.id } });
  const options = await creationOptions(ctx.tx, person);
  await begin(ctx, { challenge: options.challenge });
  return ok(options);
}

/** Adds the passkey that the browser has made. */
export async function finishPasskey(ctx: Ctx<PersonActor>, { response, name }: { readonly response: PasskeyCreated; readonly name: string }): Promise<Result<void>> {
  const locked = await lockOwn(ctx);
  if (!locked.ok) return locked;
  const { challenge } = await take(ctx);
  return challenge ? addPasskey(ctx, ctx.actor.id, { response, challenge, name }) : tooLate();
}

/** Begins an authenticator app: the one time that its secret is shown. */
export async function beginAuthenticator(ctx: Ctx<PersonActor>): Promise<Result<{ readonly secret: string; readonly uri: string }>> {
  const person = await ctx.tx.person.findUniqueOrThrow({ where: { id: ctx.actor.id } });
  const { secret, uri, sealed } = await beginTotp(person);
  await begin(ctx, { secret: sealed });
  return ok({ secret, uri });
}

/** Adds the authenticator app, once a code of it was given; a wrong one rolls back, so that the next can be tried. */
export async function finishAuthenticator(ctx: Ctx<PersonActor>, { code }: { readonly code: string }): Promise<Result<void>> {
  const locked = await lockOwn(ctx);
  if (!locked.ok) return locked;
  const { secret } = await take(ctx);
  return secret ? confirmTotp(ctx, { id: ctx.actor.id, sealed: secret }, code) : tooLate();
}
