import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import type { FloorsRead } from './schema';
import { floorsOf } from './settings';

/** What nobody may be less strict about, and since when. Reading it is an entry. */
export async function readFloors(ctx: Ctx<PersonActor>): Promise<Result<FloorsRead>> {
  const row = await ctx.tx.wellnessFloors.findUnique({ where: { id: 1 }, select: { updatedAt: true, updatedById: true } });
  const by = row?.updatedById ? await ctx.tx.person.findUnique({ where: { id: row.updatedById }, select: { pseudonym: true } }) : null;
  await record(ctx, { action: 'wellness.floors_read', details: {} });
  return ok({ floors: await floorsOf(ctx.tx), changed: row?.updatedById ? { at: row.updatedAt.toISOString(), by: by?.pseudonym ?? null } : null });
}
