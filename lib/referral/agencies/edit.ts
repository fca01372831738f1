import { type Ctx, Prisma } from '@/lib/db';
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
  const updatedAt = ctx.clock.now();
  try {
    await ctx.tx.agency.update({ where: { id: agencyId }, data: { ...data, ...(what.includes('phone') && { phoneSetById: ctx.actor.id }), updatedAt } });
  } catch (error) {
    // Two entries that are given one name at once would both be let through by looking first. What was begun is rolled back.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return nameTaken();
    throw error;
  }
  await recordAgency(ctx, { id: agencyId, name: data.name }, { action: 'agency.edited', details: { what } });
  return ok({ updatedAt: updatedAt.toISOString() });
}
