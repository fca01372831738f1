import { record } from '@/lib/audit';
import { type Invitation, type Person, announce, db, transact } from '@/lib/db';
import { type Result, type Role, config, fail, ok, parse } from '@/lib/kernel';
import { hashPassword } from '../password';
import { newPassword, whyGuessable } from '../password-rules';
import { digestOf } from '../secret-text';
import { endSessions } from '../sessions/end';
import { isOpen } from './admit';
import type { Arrival } from './arrival';
import { type Begun, nextStep } from './next-step';
import { recordFailure } from './record-failure';
import { beginSignIn } from './under-way';

/** What a link is for, for whoever holds it. */
export interface InvitationView {
  readonly purpose: Invitation['purpose'];
  readonly pseudonym: string;
  readonly role: Role;
  readonly email: string;
}

const over = () => fail('unauthenticated', 'This link was used, taken back, or is too old. Nothing was changed; ask an admin for a new one.');

/** The invitation behind a link's token, while it can be used. A guess is an event, as any failed sign-in is. */
async function findInvitation(arrival: Arrival, token: string): Promise<Result<Invitation & { person: Person }>> {
  if (config().OIDC_ISSUER) return fail('forbidden', `Passwords are not used here: sign in through ${config().OIDC_NAME}.`);
  const found = await db().invitation.findUnique({ where: { tokenHash: digestOf(token) }, include: { person: true } });
  if (found && !found.usedAt && !found.revokedAt && arrival.clock.now() < found.expiresAt && isOpen(found.person)) return ok(found);
  await recordFailure(arrival, 'invitation', found?.personId);
  return over();
}

export async function lookAtInvitation(arrival: Arrival, { token }: { readonly token: string }): Promise<Result<InvitationView>> {
  const found = await findInvitation(arrival, token);
  if (!found.ok) return found;
  const { purpose, person: { pseudonym, role, email } } = found.value;
  return ok({ purpose, pseudonym, role, email });
}

/**
 * Uses an invitation: its holder chooses a password, which nobody else has seen or set, and goes on to their second
 * factor. Sessions under an earlier password end.
 */
export async function takeUpInvitation(arrival: Arrival, { token, password }: { readonly token: string; readonly password: string }): Promise<Result<Begun>> {
  const found = await findInvitation(arrival, token);
  if (!found.ok) return found;
  const { id, purpose, person } = found.value;
  const chosen = parse(newPassword, password, 'The password');
  const guessable = whyGuessable(password, person);
  if (!chosen.ok || guessable) {
    const message = chosen.ok ? guessable : chosen.problem.fields[0]?.message;
    return fail('invalid', 'Choose another password; nothing was saved.', [{ field: 'password', message: message ?? 'Cannot be accepted' }]);
  }
  const passwordHash = await hashPassword(chosen.value);
  return transact(db(), async (tx) => {
    const now = arrival.clock.now();
    const { count } = await tx.invitation.updateMany({ where: { id, usedAt: null, revokedAt: null, expiresAt: { gt: now } }, data: { usedAt: now } });
    if (count === 0) return over();
    const ctx = { ...arrival, tx };
    await tx.person.update({ where: { id: person.id }, data: { passwordHash } });
    await record(ctx, { action: purpose === 'join' ? 'person.joined' : 'password.changed', details: {}, targets: [{ type: 'person', id: person.id, label: person.pseudonym }] });
    await endSessions(ctx, person.id, 'person_changed');
    await tx.signIn.deleteMany({ where: { personId: person.id } });
    await announce(tx, 'access', person.id);
    return ok({ token: await beginSignIn(tx, arrival, { personId: person.id, firstFactor: 'invitation' }), step: await nextStep(tx, person) });
  });
}
