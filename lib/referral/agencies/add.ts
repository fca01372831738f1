import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { recordAgency } from './record';
import type { AddAgencyInput } from './schema';

/** Adds an agency to the directory. Nothing can go to it before one of its keys is checked. */
export async function addAgency(ctx: Ctx<PersonActor>, { unit, ...input }: AddAgencyInput): Promise<Result<{ agencyId: string }>> {
  const agencyId = ctx.ids.next();
  const now = ctx.clock.now();
  const { count } = await ctx.tx.agency.createMany({
    data: [{ id: agencyId, ...input, unit: unit || null, phoneSetById: ctx.actor.id, createdAt: now, createdById: ctx.actor.id, updatedAt: now }],
    skipDuplicates: true,
  });
  if (count === 0) return nameTaken();
  await recordAgency(ctx, { id: agencyId, name: input.name }, { action: 'agency.added', details: {} });
  return ok({ agencyId });
}

/** Two entries of one name, in whatever case, would be mixed up on the telephone. */
export function nameTaken(): Result<never> {
  const message = 'An agency of this name is in the directory already';
  return fail('conflict', `${message}. Nothing was changed.`, [{ field: 'name', message }]);
}
