import { record } from '@/lib/audit';
import type { Ctx, Person, SignInMethod } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';
import { sessionLimits } from '../rules';

/** What a request tells about the browser it came from. */
export interface Client {
  /** For example "Chrome on Linux". */
  readonly device: string;
  /** IP address, where it is known. */
  readonly address: string | null;
}

/**
 * Opens a session for somebody who has answered both factors, always under a new id. Its second factor counts as
 * fresh from now.
 */
export async function openSession(ctx: Omit<Ctx, 'actor'>, person: Person, method: SignInMethod, client: Client): Promise<PersonActor> {
  const now = ctx.clock.now();
  const sessionId = ctx.ids.next();
  await ctx.tx.session.create({
    data: {
      id: sessionId,
      personId: person.id,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + sessionLimits(person.role).absoluteMs),
      method,
      verifiedAt: now,
      ...client,
    },
  });
  await ctx.tx.person.update({ where: { id: person.id }, data: { lastSignInAt: now } });
  const actor: PersonActor = { kind: 'person', id: person.id, name: person.pseudonym, role: person.role, sessionId, verifiedAt: now };
  await record({ ...ctx, actor }, { action: 'session.signed_in', details: { method }, targets: [{ type: 'session', id: sessionId }] });
  return actor;
}
