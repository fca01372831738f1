import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import type { Role } from '@/lib/kernel';
import { type AlertDetails, type AlertKind, audiencesOf } from './schema';

/**
 * Tells everybody of the kind's audiences, or of some of them, in the caller's transaction: one alert for each role, which
 * stands until one of that role acknowledges it, and one entry of the trail.
 */
export async function raise(ctx: Ctx, kind: AlertKind, details: AlertDetails, audiences: readonly Role[] = audiencesOf(kind)): Promise<void> {
  const alerts = audiences.map((audience) => ({ id: ctx.ids.next(), kind, audience, at: ctx.clock.now(), details }));
  await ctx.tx.alert.createMany({ data: alerts });
  await record(ctx, { action: 'alert.raised', details: { kind }, targets: alerts.map(({ id }) => ({ type: 'alert', id })) });
  for (const { id } of alerts) await announce(ctx.tx, 'access', id);
}
