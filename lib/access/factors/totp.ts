import { record } from '@/lib/audit';
import type { Ctx, Factor } from '@/lib/db';
import { type Result, fail, ok } from '@/lib/kernel';
import { generateSecret, generateURI, verify } from 'otplib';
import { openSecret, sealSecret } from '../seal';
import { relyingParty } from './relying-party';

/** RFC 6238: steps of 30 seconds; one step early or late is accepted, since clocks differ. */
const STEP_S = 30;

export interface NewTotp {
  /** Base32, for people who type it. */
  readonly secret: string;
  /** otpauth://…, for the QR code. */
  readonly uri: string;
  /** To be kept by the ceremony until `confirmTotp`. */
  readonly sealed: string;
}

/** A new authenticator secret; it counts only once a code of it was given. */
export async function beginTotp(person: { readonly id: string; readonly email: string }): Promise<NewTotp> {
  const secret = generateSecret();
  const uri = generateURI({ issuer: relyingParty().name, label: person.email, secret });
  return { secret, uri, sealed: await sealSecret(secret, person.id) };
}

/** The time step that a code belongs to, or null when it is none of the steps around now. */
async function stepOf(sealed: string, personId: string, code: string, now: Date): Promise<number | null> {
  const secret = await openSecret(sealed, personId);
  const result = await verify({ secret, token: code, epoch: Math.floor(now.getTime() / 1000), period: STEP_S, epochTolerance: STEP_S });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}

/** Adds the authenticator that `beginTotp` began. The code that proves it is used up by this. */
export async function confirmTotp(ctx: Ctx, person: { readonly id: string; readonly sealed: string }, code: string): Promise<Result<void>> {
  const now = ctx.clock.now();
  const lastStep = await stepOf(person.sealed, person.id, code, now);
  if (lastStep === null) {
    return fail('unprocessable', 'This code does not fit. Nothing was saved; wait for the next one, and check that the phone’s clock is right.', [{ field: 'code', message: 'Does not fit' }]);
  }
  const id = ctx.ids.next();
  await ctx.tx.factor.create({
    data: { id, personId: person.id, kind: 'totp', name: 'Authenticator app', createdAt: now, lastUsedAt: now, sealedSecret: person.sealed, lastStep },
  });
  await record(ctx, { action: 'factor.added', details: { kind: 'totp' }, targets: [{ type: 'factor', id }] });
  return ok();
}

/**
 * Spends a code. It works once, and none of an earlier step works after it: the step is moved on by one conditional
 * update, so that of two requests at the same moment one gets nothing.
 */
export async function spendTotp({ tx, clock }: Pick<Ctx, 'tx' | 'clock'>, factors: readonly Factor[], code: string): Promise<boolean> {
  const now = clock.now();
  for (const { id, personId, sealedSecret } of factors) {
    const step = sealedSecret && (await stepOf(sealedSecret, personId, code, now));
    if (!step) continue;
    const { count } = await tx.factor.updateMany({
      where: { id, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
      data: { lastStep: step, lastUsedAt: now },
    });
    if (count === 1) return true;
  }
  return false;
}
