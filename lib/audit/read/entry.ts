import { type Ctx, Prisma } from '@/lib/db';
import { COLUMNS, type Stored } from './row';
import { and } from './selection';
import { notHidden, wallsOf } from './walls';

/** An entry by its id or its number, whatever the page is narrowed to; null when for the reader there is none. */
export async function findEntry(ctx: Ctx, named: string): Promise<Stored | null> {
  const which = /^\d+$/.test(named) ? Prisma.sql`"seq" = ${BigInt(named)}::bigint` : Prisma.sql`"id" = ${named}::uuid`;
  const [found] = await ctx.tx.$queryRaw<Stored[]>`
    SELECT ${COLUMNS} FROM "AuditEvent" e WHERE ${and([which, ...notHidden(await wallsOf(ctx))])} LIMIT 1`;
  return found ?? null;
}
