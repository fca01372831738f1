import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { NO_AGENCY, RETIRED_AGENCY, lockAgency } from './find';
import { parseKey } from './parse-key';
import { recordAgency } from './record';
import type { AddAgencyKeyInput } from './schema';

/** Adds a public key of an agency. It is of no use before a second person has had it read back by telephone. */
export async function addAgencyKey(ctx: Ctx<PersonActor>, { agencyId, publicKey }: AddAgencyKeyInput): Promise<Result<{ keyId: string }>> {
  const agency = await lockAgency(ctx, agencyId);
  if (!agency) return fail('not_found', NO_AGENCY);
  if (agency.retiredAt) return fail('conflict', RETIRED_AGENCY);
  const now = ctx.clock.now();
  const parsed = await parseKey(publicKey, now);
  if (!parsed.ok) return parsed;
  const { kind, fingerprint } = parsed.value;
  const same = await ctx.tx.agencyKey.findFirst({ where: { fingerprint, retiredAt: null }, include: { agency: { select: { name: true } } } });
  if (same) return fail('conflict', `This key is in the directory already, under ${same.agency.name}. Nothing was changed.`);
  const keyId = ctx.ids.next();
  await ctx.tx.agencyKey.create({ data: { id: keyId, agencyId, ...parsed.value, addedAt: now, addedById: ctx.actor.id } });
  await recordAgency(ctx, agency, { action: 'agency.key_added', details: { kind } }, keyId);
  return ok({ keyId });
}
