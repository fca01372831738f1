import type { Tx } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';

/** Has a referral's package made, in the caller's transaction: whoever moves it to `packing` asks for this. */
export function packLater(tx: Tx, referralId: string): Promise<void> {
  return enqueue(tx, 'pack-referral', { referralId }, { key: `pack-referral:${referralId}` });
}
