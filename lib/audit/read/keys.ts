import { Prisma } from '@/lib/db';
import type { Place } from './cursor';
import { type Selection, and } from './selection';

export type Direction = 'older' | 'newer';

/** The time alone lets whole months be passed over; the pair is where exactly the last page ended. */
function beyond({ at, seq }: Place, direction: Direction): Prisma.Sql[] {
  const time = Prisma.sql`${at.toISOString()}::timestamptz`;
  if (direction === 'older') return [Prisma.sql`"at" <= ${time}`, Prisma.sql`("at", "seq") < (${time}, ${seq}::bigint)`];
  return [Prisma.sql`"at" >= ${time}`, Prisma.sql`("at", "seq") > (${time}, ${seq}::bigint)`];
}

/**
 * Time and number of the first entries of a selection in one direction, from a place on or from the end of the trail.
 * Of several alternatives each is walked in order by its own index and no further than the limit; an OR would have the
 * database gather everything that matches and sort it.
 */
export function keysOf({ every, some }: Pick<Selection, 'every' | 'some'>, limit: number, from?: { readonly place: Place; readonly direction: Direction }): Prisma.Sql {
  const order = Prisma.raw(from?.direction === 'newer' ? '"at" ASC, "seq" ASC' : '"at" DESC, "seq" DESC');
  const always = [...every, ...(from ? beyond(from.place, from.direction) : [])];
  const walk = (conditions: readonly Prisma.Sql[]) => Prisma.sql`SELECT "at", "seq" FROM "AuditEvent" WHERE ${and(conditions)} ORDER BY ${order} LIMIT ${limit}`;
  if (some.length === 0) return walk(always);
  const walks = some.map((condition) => Prisma.sql`(${walk([...always, condition])})`);
  return Prisma.sql`SELECT "at", "seq" FROM (${Prisma.join(walks, ' UNION ')}) AS walks ORDER BY ${order} LIMIT ${limit}`;
}
