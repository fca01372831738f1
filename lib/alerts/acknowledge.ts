import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { whyNotAcknowledge } from './may-acknowledge';
import type { AlertDetails } from './schema';
import { countsWithout, emptied } from './walls';

/** Says that somebody of the audience knows; it is then off everybody's pile. Twice changes nothing. */
export async function acknowledge(ctx: Ctx<PersonActor>, { alertId: id }: { alertId: string }): Promise<Result<void>> {
  const { tx, actor } = ctx;
  // Another role's alert is, to this one, none at all; nor is one about cases that they are kept away from alone.
  const alert = await tx.alert.findFirst({ where: { id, audience: actor.role } });
  if (!alert || emptied(await countsWithout(ctx)).includes(id)) return fail('not_found', 'There is no such alert.');
  const off = await whyNotAcknowledge(tx, actor, { byId: (alert.details as AlertDetails).byId, audience: alert.audience });
  if (off) return fail('forbidden', off);
  const { count } = await tx.alert.updateMany({ where: { id, acknowledgedAt: null }, data: { acknowledgedAt: ctx.clock.now(), acknowledgedById: actor.id } });
  if (count === 0) return ok();
  await record(ctx, { action: 'alert.acknowledged', details: { kind: alert.kind }, targets: [{ type: 'alert', id }] });
  await announce(tx, 'access', id);
  return ok();
}
