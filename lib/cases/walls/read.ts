import { unwalled } from '@/lib/access';
import type { CaseWalls } from '@/lib/access/schema';
import type { Ctx } from '@/lib/db';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';

/**
 * Who is or was kept away from a case, and whom else one could keep away: everybody, since whoever may not see cases
 * today can take a role tomorrow. For those who raise walls.
 */
export async function wallsOf({ tx, actor }: Ctx<PersonActor>, { caseId }: { caseId: string }): Promise<Result<CaseWalls>> {
  const found = await tx.case.findFirst({ where: { id: caseId, ...unwalled(actor) }, select: { walls: { orderBy: { id: 'desc' } } } });
  if (!found) return fail('not_found', 'There is no such case.');
  const people = await tx.person.findMany({ select: { id: true, pseudonym: true, role: true, disabledAt: true }, orderBy: { pseudonym: 'asc' } });
  const nameOf = new Map(people.map(({ id, pseudonym }) => [id, pseudonym]));
  const name = (id: string | null) => nameOf.get(id ?? '') ?? '';
  const standing = new Set(found.walls.filter(({ liftedAt }) => liftedAt === null).map(({ personId }) => personId));
  const walls = found.walls.map(({ id, personId, createdAt, createdById, reason, liftedAt, liftedById, liftReason }) => ({
    id,
    person: name(personId),
    since: createdAt.toISOString(),
    by: name(createdById),
    isOwnChoice: createdById === personId,
    reason,
    lifted: liftedAt && { at: liftedAt.toISOString(), by: name(liftedById), reason: liftReason ?? '' },
  }));
  return ok({
    walls: walls.toSorted((a, b) => Number(a.lifted !== null) - Number(b.lifted !== null)),
    people: people
      .filter(({ id, disabledAt }) => disabledAt === null && id !== actor.id && !standing.has(id))
      .map(({ id, pseudonym, role }) => ({ id, name: pseudonym, role })),
  });
}
