import type { Ctx } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';

/** Long enough to fetch a security key from another room. */
const OPEN_MS = 5 * 60_000;

/** What a session has begun and not ended: a passkey's challenge, or a new authenticator's sealed secret. */
interface Ceremony {
  readonly challenge: string | null;
  readonly secret: string | null;
}

/** Begins one; what the session had begun before is over by it. */
export async function begin({ tx, actor, clock }: Ctx<PersonActor>, { challenge = null, secret = null }: Partial<Ceremony>): Promise<void> {
  await tx.session.update({
    where: { id: actor.sessionId },
    data: { pendingChallenge: challenge, pendingSecret: secret, pendingUntil: new Date(clock.now().getTime() + OPEN_MS) },
  });
}

/** What was begun, at most five minutes ago; it serves once, since taking it is part of the caller's transaction. */
export async function take({ tx, actor, clock }: Pick<Ctx<PersonActor>, 'tx' | 'actor' | 'clock'>): Promise<Ceremony> {
  await tx.$queryRaw`SELECT 1 FROM "Session" WHERE "id" = ${actor.sessionId}::uuid FOR UPDATE`;
  const { pendingChallenge, pendingSecret, pendingUntil } = await tx.session.findUniqueOrThrow({ where: { id: actor.sessionId } });
  await tx.session.update({ where: { id: actor.sessionId }, data: { pendingChallenge: null, pendingSecret: null, pendingUntil: null } });
  const isOpen = pendingUntil !== null && pendingUntil > clock.now();
  return isOpen ? { challenge: pendingChallenge, secret: pendingSecret } : { challenge: null, secret: null };
}
