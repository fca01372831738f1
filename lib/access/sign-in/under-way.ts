import { type FirstFactor, type Person, type SignIn, type Tx, db } from '@/lib/db';
import { type Result, fail, ok } from '@/lib/kernel';
import { digestOf, drawToken } from '../secret-text';
import { cookie, signInCookieName } from '../sessions/cookie';
import { isOpen } from './admit';
import type { Arrival } from './arrival';

const LIFETIME_S = 10 * 60;

/** The Set-Cookie value by which a sign-in under way is known. */
export const signInCookie = (token: string): string => cookie(signInCookieName(), token, LIFETIME_S);

interface Beginning {
  /** Null while nobody has said who they are. */
  readonly personId: string | null;
  readonly firstFactor: FirstFactor | null;
  readonly challenge?: string;
}

/** Begins a sign-in, always under a new token; those that nobody has ended are cleared away. */
export async function beginSignIn(tx: Tx, { clock, ids }: Pick<Arrival, 'clock' | 'ids'>, beginning: Beginning): Promise<string> {
  const [token, now] = [drawToken(), clock.now()];
  await tx.signIn.deleteMany({ where: { expiresAt: { lt: now } } });
  const expiresAt = new Date(now.getTime() + LIFETIME_S * 1000);
  await tx.signIn.create({ data: { id: ids.next(), tokenHash: digestOf(token), createdAt: now, expiresAt, ...beginning } });
  return token;
}

/** The sign-in that a browser is in the middle of, whoever it is of, or null. */
export async function findSignIn({ token, clock }: Pick<Arrival, 'token' | 'clock'>): Promise<(SignIn & { person: Person | null }) | null> {
  if (!token) return null;
  const found = await db().signIn.findUnique({ where: { tokenHash: digestOf(token) }, include: { person: true } });
  if (!found || clock.now() >= found.expiresAt) return null;
  return found.person && !isOpen(found.person) ? null : found;
}

/** The sign-in of somebody whose first factor was right. */
export async function signInOf(arrival: Pick<Arrival, 'token' | 'clock'>): Promise<Result<SignIn & { person: Person }>> {
  const found = await findSignIn(arrival);
  if (!found?.person) return fail('unauthenticated', 'This sign-in took too long or was ended. Nothing was lost; begin again.');
  return ok({ ...found, person: found.person });
}

/** Ends a sign-in that leads nowhere. */
export async function forgetSignIn({ token }: Pick<Arrival, 'token'>): Promise<void> {
  if (token) await db().signIn.deleteMany({ where: { tokenHash: digestOf(token) } });
}

/** Keeps a ceremony's challenge, in place of an earlier one. */
export async function keepChallenge(id: string, challenge: string): Promise<void> {
  await db().signIn.updateMany({ where: { id }, data: { challenge } });
}

/** Takes the challenge, so that it serves for one answer. */
export async function takeChallenge({ id, challenge }: SignIn): Promise<Result<string>> {
  const { count } = challenge === null ? { count: 0 } : await db().signIn.updateMany({ where: { id, challenge }, data: { challenge: null } });
  return challenge !== null && count === 1 ? ok(challenge) : fail('unauthenticated', 'This passkey was asked for too long ago. Nothing was lost; try again.');
}
