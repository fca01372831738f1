import type { Ctx } from '@/lib/db';
import { type Result, ok } from '@/lib/kernel';
import { treeOf } from '../log/prove';
import { newestCheckpoint, tilesOf } from '../log/serve';
import type { Proofs, ProofsInput } from '../schema';
import { and } from './selection';
import { notHidden, wallsOf } from './walls';

interface Standing {
  readonly id: string;
  readonly index: bigint | null;
  readonly isQueued: boolean;
}

/**
 * Where entries stand in the log, each with its proof against the newest checkpoint. Hashes and places alone: who asks
 * has the entries before them, and that reading is on record. They are checked where they are shown, not here.
 */
export async function proofs(ctx: Ctx, { event: ids }: ProofsInput): Promise<Result<Proofs>> {
  // In one look: an entry leaves the queue in the moment in which it gets its place.
  const standings = await ctx.tx.$queryRaw<Standing[]>`
    SELECT wanted."id"::text, l."index", EXISTS (SELECT 1 FROM "AuditQueue" q WHERE q."eventId" = wanted."id") AS "isQueued"
    FROM unnest(${ids}::uuid[]) AS wanted("id")
    JOIN LATERAL (SELECT 1 FROM "AuditEvent" WHERE "id" = wanted."id" AND ${and(notHidden(await wallsOf(ctx)))} LIMIT 1) AS shown ON TRUE
    LEFT JOIN "AuditLeaf" l ON l."eventId" = wanted."id"`;
  const newest = await newestCheckpoint(ctx.tx);
  const tree = await ctx.tx.auditTree.findUnique({ where: { id: 1 }, select: { verifierKey: true } });
  const log = treeOf(newest?.size ?? 0, tilesOf(ctx.tx));
  const events: Proofs['events'][number][] = [];
  for (const { id, index, isQueued } of standings) {
    if (index === null) events.push({ id, state: isQueued ? 'waiting' : 'nowhere' });
    else if (Number(index) >= (newest?.size ?? 0)) events.push({ id, state: 'waiting' });
    else {
      const hashes = await log.proveInclusion(Number(index));
      events.push({ id, state: 'placed', index: Number(index), hashes: hashes.map((hash) => Buffer.from(hash).toString('base64')) });
    }
  }
  return ok({ checkpoint: newest?.note ?? null, verifierKey: tree?.verifierKey ?? null, events });
}
