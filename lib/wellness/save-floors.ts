import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { FLOORS, type Floors, type FloorsInput } from './schema';
import { floorsOf } from './settings';

type Name = keyof Floors;

/** Sets the floors and caps for everybody, from now on. The entry holds what was changed, before and after. */
export async function saveFloors(ctx: Ctx<PersonActor>, input: FloorsInput): Promise<Result<void>> {
  const updatedAt = ctx.clock.now();
  await ctx.tx.wellnessFloors.createMany({ data: [{ id: 1, ...FLOORS, updatedAt }], skipDuplicates: true });
  // Two admins at once: the later one's "before" is what the earlier one left.
  await ctx.tx.$queryRaw`SELECT 1 FROM "WellnessFloors" WHERE "id" = 1 FOR UPDATE`;
  const before = await floorsOf(ctx.tx);
  const changed = (Object.keys(FLOORS) as Name[]).filter((name) => before[name] !== input[name]);
  if (changed.length === 0) return ok();
  await ctx.tx.wellnessFloors.update({ where: { id: 1 }, data: { ...input, updatedAt, updatedById: ctx.actor.id } });
  const only = (floors: Floors) => Object.fromEntries(changed.map((name) => [name, floors[name]]));
  await record(ctx, { action: 'wellness.floors_changed', details: { before: only(before), after: only(input) } });
  return ok();
}
