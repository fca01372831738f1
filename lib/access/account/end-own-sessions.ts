import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { endSessions } from '../sessions/end';

/** Ends one of the caller's sessions; another person's is as one that does not exist. */
export async function endOwnSession(ctx: Ctx<PersonActor>, { sessionId }: { readonly sessionId: string }): Promise<Result<void>> {
  const count = await endSessions(ctx, ctx.actor.id, 'ended_by_owner', { only: sessionId });
  return count > 0 ? ok() : fail('not_found', 'There is no such session of yours, or it has ended already.');
}

/** Ends all of the caller's sessions but the one that asks. */
export async function endOtherSessions(ctx: Ctx<PersonActor>): Promise<Result<{ readonly count: number }>> {
  return ok({ count: await endSessions(ctx, ctx.actor.id, 'ended_by_owner', { except: ctx.actor.sessionId }) });
}
