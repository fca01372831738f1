import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { record } from '@/lib/audit';
import { type Caller, type Ctx, db, transact } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { type SecondFactor, answerSecondFactor, requestOptions, waysOf } from '../factors';
import type { Way } from '../sign-in/schema';
import { begin, take } from './ceremony';
import type { StepUpAnswer } from './schema';

export interface StepUpOptions {
  readonly ways: readonly Way[];
  /** What the browser asks for a passkey with; null where there is none. */
  readonly passkey: PublicKeyCredentialRequestOptionsJSON | null;
}

/** How the caller can answer their second factor again. A passkey's challenge is kept with the session, for one answer. */
export async function stepUpOptions(ctx: Ctx<PersonActor>): Promise<Result<StepUpOptions>> {
  const person = await ctx.tx.person.findUniqueOrThrow({ where: { id: ctx.actor.id } });
  const ways = await waysOf(ctx.tx, person);
  const passkey = ways.includes('passkey') ? await requestOptions(ctx.tx, person.id) : null;
  if (passkey) await begin(ctx, { challenge: passkey.challenge });
  return ok({ ways, passkey });
}

async function factorOf(caller: Caller<PersonActor>, answer: StepUpAnswer): Promise<Result<SecondFactor>> {
  if (!('response' in answer)) return ok(answer);
  const taken = await transact(db(), async (tx) => ok(await take({ ...caller, tx })));
  if (!taken.ok) return taken;
  const { challenge } = taken.value;
  if (!challenge) return fail('conflict', 'The passkey was asked for too long ago. Nothing was done; try once more.');
  return ok({ passkey: { response: answer.response, challenge } });
}

/**
 * Answers the second factor again: for STEP_UP_MINUTES the acts that ask for a fresh one are open in this session.
 * Opens its own transactions, since a failure is to stay on the record.
 * @returns `unprocessable` when the answer is wrong: the session itself stands, which `unauthenticated` would deny
 */
export async function stepUp(caller: Caller<PersonActor>, answer: StepUpAnswer): Promise<Result<void>> {
  const { actor, clock } = caller;
  const factor = await factorOf(caller, answer);
  if (!factor.ok) return factor;
  const person = await db().person.findUniqueOrThrow({ where: { id: actor.id } });
  const answered = await answerSecondFactor(caller, person, factor.value);
  if (!answered.ok) {
    const { code, safeMessage } = answered.problem;
    return code === 'unauthenticated' ? fail('unprocessable', safeMessage) : answered;
  }
  return transact(db(), async (tx) => {
    const ctx = { ...caller, tx };
    await tx.session.updateMany({ where: { id: actor.sessionId, endedAt: null }, data: { verifiedAt: clock.now() } });
    await record(ctx, { action: 'session.verified', details: { method: answered.value }, targets: [{ type: 'session', id: actor.sessionId }] });
    return ok();
  });
}
