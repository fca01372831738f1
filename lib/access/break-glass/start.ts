import { raise } from '@/lib/alerts';
import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { endsOf } from './rules';
import type { HeldRole, StartBreakGlassInput } from './schema';

const MINUTE_MS = 60_000;

/**
 * Takes a content role in this session, for an emergency in which nobody of that role can be reached. Supervisors are
 * told at once; it ends by itself, and stays on their list until one of them has signed it off.
 */
export async function startBreakGlass(ctx: Ctx<PersonActor>, { role, minutes, reason }: StartBreakGlassInput): Promise<Result<HeldRole>> {
  const { tx, actor } = ctx;
  const startedAt = ctx.clock.now();
  // Two sessions of one person that ask at the same moment are answered one after the other.
  await tx.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${actor.id}::uuid FOR NO KEY UPDATE`;
  const open = await tx.breakGlass.findMany({ where: { personId: actor.id, endedAt: null, endsAt: { gt: startedAt } } });
  const ends = await endsOf(tx, open);
  if (open.some(({ id }) => (ends.get(id) ?? startedAt) > startedAt)) {
    return fail('conflict', 'You hold a role already, in another session of yours. Give that one back first.');
  }
  const id = ctx.ids.next();
  const endsAt = new Date(startedAt.getTime() + minutes * MINUTE_MS);
  await tx.breakGlass.create({ data: { id, personId: actor.id, sessionId: actor.sessionId, role, reason, startedAt, endsAt } });
  await record(ctx, { action: 'break_glass.started', details: { role, minutes }, targets: [{ type: 'break_glass', id }], reason });
  await raise(ctx, 'break_glass', { byId: actor.id, role, minutes });
  await announce(tx, 'session', actor.id);
  return ok({ id, role, endsAt: endsAt.toISOString(), now: startedAt.toISOString() });
}
