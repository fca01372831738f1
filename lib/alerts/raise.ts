import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { ALERTS, type AlertDetails, type AlertKind } from './schema';

/** Tells everybody of the kind's audience, in the caller's transaction. It stands until one of them acknowledges it. */
export async function raise(ctx: Ctx, kind: AlertKind, details: AlertDetails): Promise<void> {
  const id = ctx.ids.next();
  await ctx.tx.alert.create({ data: { id, kind, audience: ALERTS[kind].audience, at: ctx.clock.now(), details } });
  await record(ctx, { action: 'alert.raised', details: { kind }, targets: [{ type: 'alert', id }] });
  await announce(ctx.tx, 'access', id);
}
