import { type Ctx, Prisma } from '@/lib/db';
import type { Actor } from '@/lib/kernel';

/** Whom the trail is read for, and the cases that they are kept away from: to them what was done there does not exist. */
export interface Walls {
  readonly reader: string;
  readonly cases: readonly { readonly id: string; readonly number: string }[];
}

/**
 * The walls that stand before somebody; undefined where there are none, as for most, and for programs. The condition that
 * everything else asks for is in lib/access, which records what it does and so is built on this module; the trail
 * therefore asks the table itself.
 */
export async function wallsOf({ tx, actor }: { readonly tx: Pick<Ctx['tx'], 'caseWall'>; readonly actor: Actor }): Promise<Walls | undefined> {
  if (actor.kind !== 'person') return undefined;
  const walls = await tx.caseWall.findMany({ where: { personId: actor.id, liftedAt: null }, select: { case: { select: { id: true, number: true } } } });
  return walls.length === 0 ? undefined : { reader: actor.id, cases: walls.map((wall) => wall.case) };
}

/** What somebody typed may name anything; that they looked for a case by its name is only known to be about it where it was found. */
const TYPED = Prisma.sql`("action" IN ('audit.read', 'audit.exported')
  AND ("details"->'filters' ?| ARRAY['text', 'target'] OR ("caseId" IS NULL AND "details"->'filters' ? 'case')))`;

/** Signs that LIKE takes for something else, as themselves. */
export const asLiteral = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/**
 * Leaves out what was done on those cases, what names one of them without belonging to it, and what others have typed
 * into the search. An entry cannot be shown in part, since the whole of it is what is proven. The reader's own stay.
 */
export function notHidden(walls: Walls | undefined): Prisma.Sql[] {
  if (!walls) return [];
  const ids = walls.cases.map(({ id }) => id);
  const names = walls.cases.flatMap(({ id, number }) => [id, number]).map((name) => `%${asLiteral(name)}%`);
  return [
    // Most entries belong to no case, which NOT IN would leave out, too.
    Prisma.sql`("caseId" IS NULL OR "caseId" <> ALL (${ids}::uuid[]))`,
    Prisma.sql`("actorId" IS NOT DISTINCT FROM ${walls.reader}::uuid
      OR NOT (${TYPED} OR concat_ws(' ', "reason", "targets"::text, "details"::text) ILIKE ANY (${names}::text[])))`,
  ];
}
