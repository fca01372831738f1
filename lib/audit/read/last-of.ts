import type { Tx } from '@/lib/db';
import type { Action, Details } from '../schema';

/** Who did something to a thing last, and its details, as the trail has it: what is held against a row that could be altered. */
export async function lastOf<A extends Action>(tx: Tx, action: A, targetId: string): Promise<{ readonly actorId: string | null; readonly details: Details<A> } | null> {
  const where = { action, outcome: 'done', targets: { array_contains: [{ id: targetId }] } } as const;
  const event = await tx.auditEvent.findFirst({ where, orderBy: { seq: 'desc' }, select: { actorId: true, details: true } });
  // Written by `record` alone, in the shape of its action.
  return event && { actorId: event.actorId, details: event.details as Details<A> };
}
