import type { Ctx } from '@/lib/db';
import { type Result, ok } from '@/lib/kernel';
import type { AuditFilter } from '../schema';
import { keysOf } from './keys';
import { filtersUsed, select } from './selection';

const COUNTED = 10_000;

/** How many entries match: the exact number, or that they are more than that. */
export interface AuditCount {
  readonly count: number;
  readonly isMore: boolean;
}

/**
 * Counts what the filters select, up to ten thousand: nobody waits for millions to be counted. Without filters it is
 * the size of the log. Written down with the page that shows it.
 */
export async function count(ctx: Ctx, filter: AuditFilter): Promise<Result<AuditCount>> {
  if (Object.keys(filtersUsed(filter)).length === 0) {
    const tree = await ctx.tx.auditTree.findUnique({ where: { id: 1 }, select: { size: true } });
    return ok({ count: Number(tree?.size ?? 0), isMore: false });
  }
  const [found] = await ctx.tx.$queryRaw<{ count: bigint }[]>`SELECT count(*) AS "count" FROM (${keysOf(await select(ctx, filter), COUNTED + 1)}) AS matching`;
  const counted = Number(found?.count ?? 0);
  return ok({ count: Math.min(counted, COUNTED), isMore: counted > COUNTED });
}
