import { db } from '@/lib/db';
import type { Clock, PersonActor } from '@/lib/kernel';
import { sessionLimits } from './rules';

const TOUCH_EVERY_MS = 30_000;

/**
 * The person behind a session id, read from the row on every call, so that a sign-out, a disabled account or a
 * changed role holds at the next request. Null when the session is unknown, over, idle for too long or disabled.
 */
export async function personOfSession(clock: Clock, sessionId: string): Promise<PersonActor | null> {
  const session = await db().session.findUnique({ where: { id: sessionId }, include: { person: true } });
  if (!session || session.endedAt || session.person.disabledAt) return null;
  const now = clock.now();
  const { idleMs } = sessionLimits(session.person.role);
  if (now >= session.expiresAt || now.getTime() - session.lastSeenAt.getTime() > idleMs) return null;
  if (now.getTime() - session.lastSeenAt.getTime() > TOUCH_EVERY_MS) {
    await db().session.updateMany({ where: { id: sessionId, endedAt: null }, data: { lastSeenAt: now } });
  }
  const { id, pseudonym, role } = session.person;
  return { kind: 'person', id, name: pseudonym, role, sessionId };
}
