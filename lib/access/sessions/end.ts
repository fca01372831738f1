import { record } from '@/lib/audit';
import { type Ctx, type SessionEnd, announce } from '@/lib/db';
import { type Result, fail, ok } from '@/lib/kernel';

/** Ends the caller's own session; the cookie is worthless from the next request on. */
async function leave(ctx: Ctx, endedFor: 'signed_out' | 'locked'): Promise<Result<void>> {
  if (ctx.actor.kind !== 'person') return fail('unauthenticated', 'You are signed out already.');
  await ctx.tx.session.updateMany({ where: { id: ctx.actor.sessionId, endedAt: null }, data: { endedAt: ctx.clock.now(), endedFor } });
  await record(ctx, { action: `session.${endedFor}`, details: {} });
  await announce(ctx.tx, 'session', ctx.actor.id);
  return ok();
}

export const signOut = (ctx: Ctx) => leave(ctx, 'signed_out');

/** Locks the desk: the session is over, and signing in again from the page goes on where it stood. */
export const lock = (ctx: Ctx) => leave(ctx, 'locked');

interface Which {
  /** Leaves this one open. */
  readonly except?: string;
  /** Ends this one only. */
  readonly only?: string;
}

/** Ends a person's open sessions, and tells their pages at once; the caller's entry is part of its transaction. */
export async function endSessions(ctx: Ctx, personId: string, endedFor: SessionEnd, { except, only }: Which = {}): Promise<number> {
  const { count } = await ctx.tx.session.updateMany({
    where: { personId, endedAt: null, id: { equals: only, not: except } },
    data: { endedAt: ctx.clock.now(), endedFor },
  });
  if (count === 0) return 0;
  await record(ctx, { action: 'session.ended', details: { count, why: endedFor }, targets: [{ type: 'person', id: personId }] });
  await announce(ctx.tx, 'session', personId);
  return count;
}
