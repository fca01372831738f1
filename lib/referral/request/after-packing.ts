import type { Ctx } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';
import { tellReferrals } from './alerts';
import { expiryKey } from './expire';

/**
 * What follows once packing came to an end, in the transaction that says so: the look at the package's time when that is
 * over, and the alerts. @param takeUntil null when no package was made.
 */
export async function afterPacking(ctx: Ctx, referralId: string, takeUntil: Date | null): Promise<void> {
  if (takeUntil) await enqueue(ctx.tx, 'expire-referrals', {}, { runAt: takeUntil, key: expiryKey(referralId) });
  await tellReferrals(ctx);
}
