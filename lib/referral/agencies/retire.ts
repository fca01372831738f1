import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { NO_AGENCY, NO_KEY, type FoundKey, lockAgency, lockKey } from './find';
import { recordAgency } from './record';

/** Takes an agency out of the directory, with all of its keys. Approvals under them are none any more. */
export async function retireAgency(ctx: Ctx<PersonActor>, { agencyId }: { agencyId: string }): Promise<Result<void>> {
  const agency = await lockAgency(ctx, agencyId);
  if (!agency) return fail('not_found', NO_AGENCY);
  if (agency.retiredAt) return ok();
  const now = ctx.clock.now();
  await ctx.tx.agencyKey.updateMany({ where: { agencyId, retiredAt: null }, data: { retiredAt: now } });
  await ctx.tx.agency.update({ where: { id: agencyId }, data: { retiredAt: now, updatedAt: now } });
  await recordAgency(ctx, agency, { action: 'agency.retired', details: {} });
  return ok();
}

/** Takes a key out of use: nothing is sealed for it any more. */
export async function retireAgencyKey(ctx: Ctx<PersonActor>, { keyId }: { keyId: string }): Promise<Result<void>> {
  const key = await lockKey(ctx, keyId);
  if (!key) return fail('not_found', NO_KEY);
  if (!key.retiredAt) await putOutOfUse(ctx, key, 'by_hand');
  return ok();
}

export async function putOutOfUse(ctx: Ctx<PersonActor>, key: FoundKey, why: 'by_hand' | 'wrong_tries' | 'altered'): Promise<void> {
  await ctx.tx.agencyKey.update({ where: { id: key.id }, data: { retiredAt: ctx.clock.now() } });
  await recordAgency(ctx, key.agency, { action: 'agency.key_retired', details: { why } }, key.id);
}
