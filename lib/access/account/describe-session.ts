import type { Clock } from '@/lib/kernel';
import { freshUntil, sessionLimits } from '../rules';
import type { FoundSession } from '../sessions/find';
import type { SessionView } from './schema';

/** What a session's own page may know of it. */
export function describeSession(clock: Clock, { actor, ends }: FoundSession): SessionView {
  return {
    personId: actor.id,
    pseudonym: actor.name,
    role: actor.role,
    now: clock.now().toISOString(),
    idleAt: ends.idleAt.toISOString(),
    idleMs: sessionLimits(actor.role).idleMs,
    absoluteAt: ends.absoluteAt.toISOString(),
    freshUntil: freshUntil(actor.verifiedAt).toISOString(),
  };
}
