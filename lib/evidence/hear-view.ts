import { unwalled } from '@/lib/access';
import { howToLook } from '@/lib/access/schema';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { lockOwnLook, playedBy } from './own-look';
import { isPreserved } from './preserved';
import type { ToldOfLook } from './schema';

/**
 * Notes that a look still goes on, and what of a video was played so far: a page that is gone without a word was there
 * until then. Answers whether it may go on, since the lease may be over by now, or a wall stand in the way.
 */
export async function hearView(ctx: Ctx<PersonActor>, { grantId, played = [] }: ToldOfLook): Promise<Result<{ mayGoOn: boolean }>> {
  const look = await lockOwnLook(ctx, grantId);
  if (!look) return fail('not_found', 'There is no such look.');
  if (!look.openedAt || look.endedAt) return ok({ mayGoOn: false });
  const now = ctx.clock.now();
  await ctx.tx.evidenceView.update({ where: { id: grantId }, data: { heardAt: now, played: playedBy(look, played, now).map(([from, to]) => [from, to]) } });
  const isOpenToThem = (await ctx.tx.item.count({ where: { id: look.itemId, case: unwalled(ctx.actor) } })) > 0;
  const looking = howToLook(ctx.actor, { ...look.item, isPreserved: await isPreserved(ctx.tx, look.item, now) }, now);
  return ok({ mayGoOn: isOpenToThem && (looking === 'as_ever' || (looking === 'with_reason' && look.reason !== null)) });
}
