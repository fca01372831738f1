import { type Ctx, insertRows } from '@/lib/db';
import { newObjectKey } from '@/lib/evidence';

export interface OpenCase {
  readonly id: string;
  readonly number: string;
  readonly subjectId: string;
}

/** Held until the transaction ends, so that a case is not closed while an item joins it. */
async function findOpen({ tx }: Ctx, subjectIds: readonly string[]): Promise<OpenCase[]> {
  return tx.$queryRaw`
    SELECT "id", "number", "subjectId" FROM "Case"
    WHERE "subjectId" = ANY(${subjectIds}::uuid[]) AND "status" = 'open' ORDER BY "id" FOR SHARE`;
}

/** The words for a case: C-2026-00042, the year of its opening and a running number. */
const numberOf = (year: number, ordinal: bigint) => `C-${year}-${String(ordinal).padStart(5, '0')}`;

/**
 * The open case of each subject, opened where there is none. The subjects' accounts are locked by the caller; a case
 * that is reopened at this moment is caught by the database's own rule, and is then the one that is used.
 */
export async function openCases(ctx: Ctx, subjectIds: readonly string[]): Promise<{ bySubject: ReadonlyMap<string, OpenCase>; opened: readonly OpenCase[] }> {
  const subjects = [...new Set(subjectIds)];
  const found = await findOpen(ctx, subjects);
  const known = new Set(found.map(({ subjectId }) => subjectId));
  const missing = subjects.filter((id) => !known.has(id));
  if (missing.length === 0) return { bySubject: new Map(found.map((row) => [row.subjectId, row])), opened: [] };

  const openedAt = ctx.clock.now();
  const ordinals = await ctx.tx.$queryRaw<{ n: bigint }[]>`SELECT nextval('case_number') AS n FROM generate_series(1, ${missing.length}::int)`;
  const wanted = missing.map((subjectId, at) => ({ id: ctx.ids.next(), number: numberOf(openedAt.getUTCFullYear(), ordinals[at]?.n ?? 0n), subjectId }));
  const rows = wanted.map((row) => {
    const { wrappedKey, kekId } = newObjectKey();
    return { ...row, openedAt, wrappedKey, kekId };
  });
  await insertRows(ctx.tx, 'Case', rows, { skipDuplicates: true });
  const made = await findOpen(ctx, missing);
  const ours = new Set(wanted.map(({ id }) => id));
  return {
    bySubject: new Map([...found, ...made].map((row) => [row.subjectId, row])),
    opened: made.filter(({ id }) => ours.has(id)),
  };
}
