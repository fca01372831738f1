import { Prisma } from '@/lib/db';

interface Asker {
  readonly id: string;
}

/**
 * The rule `not_walled` as a condition on a case: everything that reads or changes what belongs to a case asks for it,
 * so that to a person who is kept away the case is the same as one that does not exist.
 */
export function unwalled({ id }: Asker): Prisma.CaseWhereInput {
  return { walls: { none: { personId: id, liftedAt: null } } };
}

/**
 * The same in SQL, on a column that holds a case's id. The person's walls are few and are read once a statement, so
 * that the plan of the query around it stays as it is.
 */
export function unwalledSql({ id }: Asker, caseId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${caseId} <> ALL (ARRAY(SELECT "caseId" FROM "CaseWall" WHERE "personId" = ${id}::uuid AND "liftedAt" IS NULL))`;
}
