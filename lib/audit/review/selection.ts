import { Prisma } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';
import { type Week, endOf, startOf } from './week';

/**
 * The entries of a week, as a condition on `e`: without those of cases that the reader is kept away from. Their walls
 * are few and are read once a statement.
 */
export function inWeek(actor: PersonActor, first: Week, last: Week = first): Prisma.Sql {
  return Prisma.sql`e."at" >= ${startOf(first).toISOString()}::timestamptz AND e."at" < ${endOf(last).toISOString()}::timestamptz
    AND (e."caseId" IS NULL OR e."caseId" <> ALL (ARRAY(SELECT "caseId" FROM "CaseWall" WHERE "personId" = ${actor.id}::uuid AND "liftedAt" IS NULL)))`;
}
