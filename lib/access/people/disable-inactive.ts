import type { Ctx } from '@/lib/db';
import { type Result, config, ok } from '@/lib/kernel';
import { inactiveFrom, isInactive } from '../rules';
import { shutOut } from './disable';
import type { GiveBack } from './give-back';
import { lockPerson } from './lock-person';

/**
 * Disables whoever has not signed in for INACTIVE_DAYS, the longest away first, so that of several admins who all
 * stayed away the latest one remains: the last who can get in never goes. The demo's people may rest in test mode.
 * @returns how many were disabled.
 */
export async function disableInactive(ctx: Ctx, giveBack: GiveBack): Promise<Result<number>> {
  const now = ctx.clock.now();
  const isSpared = ({ isDemo }: { isDemo: boolean }) => isDemo && config().TEST_MODE;
  const enabled = await ctx.tx.person.findMany({ where: { disabledAt: null } });
  const away = enabled
    .filter((person) => !isSpared(person) && isInactive(person, now))
    .sort((one, other) => inactiveFrom(one).getTime() - inactiveFrom(other).getTime());
  let count = 0;
  for (const { id } of away) {
    // Read again under its lock: they may have signed in, or been disabled, since the list was made.
    const locked = await lockPerson(ctx, id);
    if (!locked || locked.isLastAdmin || locked.person.disabledAt || !isInactive(locked.person, now)) continue;
    await shutOut(ctx, locked.person, 'inactive', giveBack);
    count += 1;
  }
  return ok(count);
}
