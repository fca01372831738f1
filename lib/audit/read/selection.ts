import { type Ctx, Prisma } from '@/lib/db';
import { z } from 'zod';
import type { AuditFilter } from '../schema';
import { about, mentions, of } from './search';
import { type Walls, notHidden, wallsOf } from './walls';

/** What a filter selects, as conditions over the columns of "AuditEvent". */
export interface Selection {
  /** Each must hold. */
  readonly every: readonly Prisma.Sql[];
  /** One of these must hold, where there are any; each finds its entries by an index of its own. */
  readonly some: readonly Prisma.Sql[];
  /** The case that the filter names, where there is one for the reader. */
  readonly found: { readonly id: string; readonly number: string } | null;
}

const or = (conditions: readonly Prisma.Sql[]): Prisma.Sql => Prisma.sql`(${Prisma.join([...conditions], ' OR ')})`;
export const and = (conditions: readonly Prisma.Sql[]): Prisma.Sql => (conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join([...conditions], ' AND '));

/** The case of that number or id, or null when for the reader there is none. */
function findCase({ tx }: Ctx, named: string, walls: Walls | undefined) {
  const which = z.uuid().safeParse(named).success ? { id: named } : { number: named };
  return tx.case.findFirst({ where: { AND: [which, { id: { notIn: (walls?.cases ?? []).map(({ id }) => id) } }] }, select: { id: true, number: true } });
}

/** The filter's own conditions; a case that does not exist matches nothing, rather than everything. */
function conditions(filter: AuditFilter, caseId: string | undefined): Prisma.Sql[] {
  const { person, action, outcome, from, to } = filter;
  return [
    person && Prisma.sql`"actorId" = ${person}::uuid`,
    action && Prisma.sql`"action" = ${action}`,
    outcome && Prisma.sql`"outcome" = ${outcome}::"AuditOutcome"`,
    filter.case !== undefined && (caseId === undefined ? Prisma.sql`FALSE` : Prisma.sql`"caseId" = ${caseId}::uuid`),
    from && Prisma.sql`"at" >= ${`${from}T00:00:00Z`}::timestamptz`,
    to && Prisma.sql`"at" <= ${`${to}T23:59:59.999Z`}::timestamptz`,
  ].filter((condition) => typeof condition === 'object');
}

/** What the filter selects for this reader: entries of cases that they are kept away from are none. */
export async function select(ctx: Ctx, filter: AuditFilter): Promise<Selection> {
  const walls = await wallsOf(ctx);
  const found = filter.case === undefined ? null : await findCase(ctx, filter.case, walls);
  const text = filter.text?.trim();
  const alternatives = [
    ...(text ? [await mentions(ctx, text)] : []),
    ...(filter.about ? [about(filter.about)] : []),
    ...(filter.target ? [of(filter.target)] : []),
  ];
  const [some = [], ...others] = alternatives;
  return { every: [...notHidden(walls), ...conditions(filter, found?.id), ...others.map(or)], some, found };
}

/** As one condition, for whoever goes through all of what the filters select. */
export async function selectionOf(ctx: Ctx, filter: AuditFilter): Promise<{ readonly matching: Prisma.Sql; readonly caseId: string | undefined }> {
  const { every, some, found } = await select(ctx, filter);
  return { matching: and([...every, ...(some.length > 0 ? [or(some)] : [])]), caseId: found?.id };
}

/** The filters that were used, as they are put on record. */
export function filtersUsed({ before: _before, after: _after, entry: _entry, live: _live, ...filters }: AuditFilter): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).filter((pair): pair is [string, string] => pair[1] !== undefined));
}
