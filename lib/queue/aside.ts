import { unwalledSql } from '@/lib/access';
import { can } from '@/lib/access/schema';
import { type Ctx, Prisma } from '@/lib/db';
import { type PersonActor, ROLES } from '@/lib/kernel';
import { present, settingsOf } from '@/lib/wellness';
import type { Harm } from '@/lib/wellness/schema';

const TAKERS = ROLES.filter((role) => can(role, 'queue.take'));

/** Whether an item is of one of these harms; one of which nothing was noted is of `other`. */
const HARMS_SEEN = Prisma.sql`COALESCE(NULLIF("Item"."harms", '{}'), '{other}')`;

export function hasHarm(harms: readonly Harm[]): Prisma.Sql {
  return Prisma.sql`(${HARMS_SEEN} && ${[...harms]}::text[])`;
}

/** What a person is not given by itself: what they skipped, and harms that they asked not to be given. */
export function asideOf({ id }: { id: string }, optedOut: readonly Harm[]): Prisma.ItemWhereInput {
  return {
    OR: [
      { skips: { some: { personId: id } } },
      { harms: { hasSome: [...optedOut] } },
      ...(optedOut.includes('other') ? [{ harms: { isEmpty: true } }] : []),
    ],
  };
}

/**
 * How many waiting items nobody is given who is at the desk now: each of them skipped it, asked not to be given its
 * kind, asked for a second opinion on it, or is kept away from its case. Only a number, and only where the caller is one
 * of them: whose choice it was is nobody's to know. Null for those whose concern it is not.
 */
export async function countUnclaimed(ctx: Ctx<PersonActor>): Promise<number | null> {
  if (ctx.actor.role !== 'supervisor') return null;
  const now = ctx.clock.now();
  const { optedOut } = await settingsOf(ctx);
  const isGiven = (personId: Prisma.Sql, harms: Prisma.Sql) => Prisma.sql`
    NOT EXISTS (SELECT 1 FROM "Skip" WHERE "itemId" = "Item"."id" AND "personId" = ${personId})
    AND NOT EXISTS (SELECT 1 FROM "Decision" WHERE "itemId" = "Item"."id" AND "personId" = ${personId} AND "undoneAt" IS NULL)
    AND NOT (${HARMS_SEEN} && ${harms})`;
  const [row] = await ctx.tx.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM "Item"
    WHERE "state" = 'waiting' AND ("leaseUntil" IS NULL OR "leaseUntil" <= ${now})
      AND NOT (${isGiven(Prisma.sql`${ctx.actor.id}::uuid`, Prisma.sql`${[...optedOut]}::text[]`)})
      AND ${unwalledSql(ctx.actor, Prisma.sql`"Item"."caseId"`)}
      AND NOT EXISTS (
        SELECT 1 FROM "Person" LEFT JOIN "WellnessSettings" ON "WellnessSettings"."personId" = "Person"."id"
        WHERE "Person"."id" = ANY(${await present(ctx)}::uuid[]) AND "Person"."disabledAt" IS NULL AND "Person"."role"::text = ANY(${[...TAKERS]}::text[])
          AND ${isGiven(Prisma.sql`"Person"."id"`, Prisma.sql`COALESCE("WellnessSettings"."optedOut", '{}')`)}
          AND NOT EXISTS (SELECT 1 FROM "CaseWall" WHERE "caseId" = "Item"."caseId" AND "CaseWall"."personId" = "Person"."id" AND "liftedAt" IS NULL)
      )`;
  return Number(row?.count ?? 0);
}
