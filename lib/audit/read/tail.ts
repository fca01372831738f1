import type { Ctx } from '@/lib/db';
import { type Result, ok } from '@/lib/kernel';
import { record } from '../record';
import type { TailInput } from '../schema';
import { COLUMNS, type Stored, type TrailRow, toTrailRow } from './row';
import { and, filtersUsed, selectionOf } from './selection';

export interface Tail {
  /** What has come since and matches, newest first. */
  readonly rows: readonly TrailRow[];
  /** Ask from here on next. */
  readonly next: number;
  /** There is more already. */
  readonly goesOn: boolean;
}

/** Entries of the log that one look goes through. */
const AT_ONCE = 500;

/** Whether the same was put on record for this session within the last minute. */
async function isOnRecord({ tx, actor }: Ctx, filters: Record<string, string>): Promise<boolean> {
  if (actor.kind !== 'person') return false;
  const found = await tx.$queryRaw<object[]>`
    SELECT 1 FROM "AuditEvent" WHERE "actorId" = ${actor.id}::uuid AND "at" > now() - interval '1 minute'
    AND "action" = 'audit.read' AND "sessionId" = ${actor.sessionId}::uuid AND "details" = ${JSON.stringify({ filters })}::jsonb LIMIT 1`;
  return found.length > 0;
}

/**
 * What has been added to the log from an index on. By index and not by time: entries get theirs once they are committed,
 * so that one which took long to be written is not passed by. It is on record once a minute at most, since each entry
 * about it would be one more to show.
 */
export async function tail(ctx: Ctx, { since, ...filter }: TailInput): Promise<Result<Tail>> {
  const { matching, caseId } = await selectionOf(ctx, filter);
  const filters = filtersUsed(filter);
  const tree = await ctx.tx.auditTree.findUnique({ where: { id: 1 }, select: { size: true } });
  const size = Number(tree?.size ?? 0);
  const next = Math.max(since, Math.min(size, since + AT_ONCE));
  const events = await ctx.tx.$queryRaw<Stored[]>`
    SELECT ${COLUMNS} FROM (SELECT "at" AS "placedAt", "eventId" FROM "AuditLeaf" WHERE "index" >= ${since} AND "index" < ${next}) AS placed
    JOIN "AuditEvent" e ON e."at" = placed."placedAt" AND e."id" = placed."eventId"
    WHERE ${and([matching])} ORDER BY e."at" DESC, e."seq" DESC`;
  if (!(await isOnRecord(ctx, filters))) await record(ctx, { action: 'audit.read', caseId, details: { filters } });
  return ok({ rows: events.map(toTrailRow), next, goesOn: next < size });
}
