import { type PrismaClient, transact } from '@/lib/db';
import { type Clock, log, ok } from '@/lib/kernel';
import { keptReferrals, removePackage } from './folder';
import { packLater } from './job';
import { PACK_CLASS } from './pack';

const BATCH = 100;

/**
 * Finds referrals that are to be packed and that nobody packs, and puts them in the line again: the job queue keeps the jobs of
 * a killed worker locked for four hours. Should the old worker live after all, its advisory lock keeps the second one out.
 * @returns how many were put in the line.
 */
export async function sweepPacking(client: PrismaClient): Promise<number> {
  const swept = await transact(client, async (tx) => {
    const stranded = await tx.$queryRaw<{ id: string }[]>`
      SELECT r."id"::text AS id FROM "Referral" r
       WHERE r."state" = 'packing'
         AND NOT EXISTS (
           SELECT 1 FROM pg_locks l
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND l.classid = ${PACK_CLASS}::int::oid AND l.objid = (hashtext(r."id"::text)::bigint & 4294967295)::oid)
         AND NOT EXISTS (
           SELECT 1 FROM graphile_worker.jobs j
            WHERE j.key = 'pack-referral:' || r."id"::text AND j.locked_at IS NULL AND j.attempts < j.max_attempts)
       ORDER BY r."updatedAt", r."id" LIMIT ${BATCH}`;
    for (const { id } of stranded) await packLater(tx, id);
    return ok(stranded.length);
  });
  return swept.ok ? swept.value : 0;
}

/**
 * Removes packages that nobody may take any more, and what crashes left of unfinished ones. A package that can be taken, and
 * one that is being made, are left alone, and so is what does not bear a name of ours.
 * @returns of how many referrals something was removed.
 */
export async function sweepPackages({ client, clock }: { readonly client: PrismaClient; readonly clock: Clock }): Promise<number> {
  const kept = await keptReferrals();
  const wanted = await client.referral.findMany({
    where: { id: { in: kept }, OR: [{ state: 'packing' }, { state: { in: ['released', 'acknowledged'] }, removedAt: null, takeUntil: { gt: clock.now() } }] },
    select: { id: true },
  });
  const isWanted = new Set(wanted.map(({ id }) => id));
  const over = kept.filter((id) => !isWanted.has(id));
  for (const id of over) await removePackage(id);
  if (over.length > 0) log.info({ removed: over.length }, 'packages that nobody may take any more were removed');
  return over.length;
}
