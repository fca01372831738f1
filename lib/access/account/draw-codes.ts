import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { drawRecoveryCodes } from '../factors';
import { lockOwn } from './lock-own';

/** New recovery codes for the caller; those they had are worthless from now. Shown this one time. */
export async function drawOwnCodes(ctx: Ctx<PersonActor>): Promise<Result<{ readonly recoveryCodes: readonly string[] }>> {
  const locked = await lockOwn(ctx);
  if (!locked.ok) return locked;
  return ok({ recoveryCodes: await drawRecoveryCodes(ctx, ctx.actor.id) });
}
