import { raise } from '@/lib/alerts';
import type { HotlineChange } from '@/lib/alerts/schema';
import type { Ctx } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';

/** Tells supervisors what an admin changed about real reports: whoever may do it alone is not the only one who knows. */
export async function tellChanged(ctx: Ctx<PersonActor>, hotline: string, change: HotlineChange): Promise<void> {
  await raise(ctx, 'hotline_changed', { byId: ctx.actor.id, hotline, change });
}
