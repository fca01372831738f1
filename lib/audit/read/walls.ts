import { type Ctx, Prisma } from '@/lib/db';

/**
 * The cases that the reader is kept away from: to them what was done there does not exist either. The condition that
 * everything else asks for is in lib/access, which records what it does and so is built on this module; the trail
 * therefore asks the table itself.
 */
export async function walledOff({ tx, actor }: Ctx): Promise<string[]> {
  if (actor.kind !== 'person') return [];
  const walls = await tx.caseWall.findMany({ where: { personId: actor.id, liftedAt: null }, select: { caseId: true } });
  return walls.map(({ caseId }) => caseId);
}

/** Leaves out what was done on those cases. Most entries belong to no case, which NOT IN would leave out, too. */
export function notHidden(hidden: readonly string[]): Prisma.Sql[] {
  return hidden.length === 0 ? [] : [Prisma.sql`("caseId" IS NULL OR "caseId" <> ALL (${[...hidden]}::uuid[]))`];
}
