import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { nameTaken } from './add';
import { NO_AGENCY, RETIRED_AGENCY, lockAgency } from './find';
import { recordAgency } from './record';
import type { EditAgencyInput } from './schema';

const FIELDS = ['name', 'country', 'unit', 'contactName', 'email', 'phone'] as const;

/** Changes an agency's entry. What was agreed to under the old one has to be agreed to anew. */
export async function editAgency(ctx: Ctx<PersonActor>, { agencyId, seenAt, ...input }: EditAgencyInput): Promise<Result<{ updatedAt: string }>> {
  const agency = await lockAgency(ctx, agencyId);
  if (!agency) return fail('not_found', NO_AGENCY);
  if (agency.retiredAt) return fail('conflict', RETIRED_AGENCY);
  if (agency.updatedAt.toISOString() !== new Date(seenAt).toISOString()) return fail('conflict', 'A colleague changed this entry meanwhile. What you typed is kept here; reload to see theirs.');
  const data = { ...input, unit: input.unit || null };
  const what = FIELDS.filter((field) => data[field] !== agency[field]);
  if (what.length === 0) return ok({ updatedAt: agency.updatedAt.toISOString() });
  if (await ctx.tx.agency.findFirst({ where: { name: { equals: data.name, mode: 'insensitive' }, retiredAt: null, id: { not: agencyId } }, select: { id: true } })) return nameTaken();
  const updatedAt = ctx.clock.now();
  await ctx.tx.agency.update({ where: { id: agencyId }, data: { ...data, ...(what.includes('phone') && { phoneSetById: ctx.actor.id }), updatedAt } });
  await recordAgency(ctx, { id: agencyId, name: data.name }, { action: 'agency.edited', details: { what } });
  return ok({ updatedAt: updatedAt.toISOString() });
}
