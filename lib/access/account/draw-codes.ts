import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { drawRecoveryCodes } from '../factors';

/** New recovery codes for the caller; those they had are worthless from now. Shown this one time. */
export async function drawOwnCodes(ctx: Ctx<PersonActor>): Promise<Result<{ readonly recoveryCodes: readonly string[] }>> {
  return ok({ recoveryCodes: await drawRecoveryCodes(ctx, ctx.actor.id) });
}
