import { db } from '@/lib/db';
import { type Clock, type PersonActor, config } from '@/lib/kernel';
import { can } from '../permissions';
import { sessionLimits } from '../rules';

const TOUCH_EVERY_MS = 15_000;

/** When the session ends by itself, whichever limit comes first. Times are of the server's clock. */
export interface SessionEnds {
  readonly idleAt: Date;
  readonly absoluteAt: Date;
}

export interface FoundSession {
  readonly actor: PersonActor;
  readonly ends: SessionEnds;
}

/**
 * The person behind a session id, read from the row on every call, so that a sign-out, a disabled account or a
 * changed role holds at the next request. Null when the session is unknown, over, idle for too long or disabled.
 * Looking is not activity: see `touchSession`.
 */
export async function findSession(clock: Clock, sessionId: string): Promise<FoundSession | null> {
  const now = clock.now();
  const session = await db().session.findUnique({ where: { id: sessionId }, include: { person: true } });
  if (!session || session.endedAt || session.person.disabledAt) return null;
  // The demo's people answer their second factor by a button: outside of test mode they are nobody.
  if (session.person.isDemo && !config().TEST_MODE) return null;
  // Asked only of those who can have taken a role: this is read at every request.
  const taken = can(session.person.role, 'break_glass.use') ? await db().breakGlass.findFirst({ where: { sessionId, endedAt: null, endsAt: { gt: now } } }) : null;
  const role = taken?.role ?? session.person.role;
  const { idleMs } = sessionLimits(role);
  const ends = { idleAt: new Date(session.lastSeenAt.getTime() + idleMs), absoluteAt: session.expiresAt };
  if (now >= ends.absoluteAt || now >= ends.idleAt) return null;
  const { id, pseudonym } = session.person;
  const actor: PersonActor = { kind: 'person', id, name: pseudonym, role, sessionId, verifiedAt: session.verifiedAt, ...(taken && { breakGlassId: taken.id }) };
  return { actor, ends };
}

/** The person did something: their idle time begins anew. What pages do by themselves is not to call this. */
export async function touchSession(clock: Clock, sessionId: string): Promise<void> {
  const now = clock.now();
  await db().session.updateMany({
    where: { id: sessionId, endedAt: null, lastSeenAt: { lt: new Date(now.getTime() - TOUCH_EVERY_MS) } },
    data: { lastSeenAt: now },
  });
}
