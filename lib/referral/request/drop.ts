import { type Prisma, type PrismaClient, transact } from '@/lib/db';
import { type Clock, type Ids, type SystemActor, ok } from '@/lib/kernel';
import { removePackage } from '../package/folder';
import { lockReferral } from './find';
import { move, recordReferral, write } from './move';
import { scopeOf } from './scope';

/** What was destroyed of a case, and when. */
export interface Gone {
  readonly caseId: string;
  readonly itemIds: readonly string[];
  /** The whole case: every package of it goes. */
  readonly isWholeCase: boolean;
  readonly at: Date;
}

interface Tools {
  readonly client: PrismaClient;
  readonly clock: Clock;
  readonly ids: Ids;
}

const ACTOR: SystemActor = { kind: 'system', name: 'referrals' };

/**
 * Removes the packages that hold something of what was destroyed, and says so of each: those that were released before, and no
 * other. A package that is released after the destroying was made of what is left, however late this comes. What is not there
 * is no error.
 */
export async function dropPackages({ client, clock, ids }: Tools, { caseId, itemIds, isWholeCase, at }: Gone): Promise<void> {
  const made = { caseId, removedAt: null, packageSha256: { not: null }, releasedAt: { lte: at } } satisfies Prisma.ReferralWhereInput;
  for (const { id, scope } of await client.referral.findMany({ where: made, select: { id: true, scope: true } })) {
    if (!isWholeCase && !scopeOf(scope).itemIds.some((itemId) => itemIds.includes(itemId))) continue;
    // Before it is on record that it is gone: nobody is given it any more at this time, and a second removal is none.
    await removePackage(id);
    await transact(client, async (tx) => {
      const ctx = { tx, actor: ACTOR, clock, ids, requestId: ids.next() };
      const referral = await lockReferral(tx, id);
      if (!referral || referral.removedAt) return ok();
      const entry = { action: 'referral.dropped', details: { wasTaken: referral.takenAt !== null } } as const;
      if (referral.state === 'released') await move(ctx, referral, 'expired', { removedAt: clock.now() }, entry);
      else {
        await write(ctx, referral, { removedAt: clock.now() });
        await recordReferral(ctx, referral, entry);
      }
      return ok();
    });
  }
}
