import { type Result, ok } from '@/lib/kernel';
import { LIMITS, consume, isSpent, tooMany } from '../limits';
import { recordLockout } from '../record-lockout';
import { type Arrival, addressKey } from './arrival';

/** Counts a failure against the address it came from. The first that is too many is told to the admins. */
export async function countAgainstAddress(arrival: Arrival): Promise<number> {
  const key = addressKey(arrival);
  const used = await consume('address_failures', key, LIMITS.address_failures());
  if (used.isFirstOver) await recordLockout(arrival, 'address', { address: key });
  return used.retryAfterS;
}

/** Refuses an address from which too much has failed. Unlike an account's, its attempts count when they have failed: many people may share one. */
export async function checkAddress(arrival: Arrival): Promise<Result<void>> {
  const { isSpent: isLockedOut } = await isSpent('address_failures', addressKey(arrival));
  return isLockedOut ? tooMany(await countAgainstAddress(arrival)) : ok();
}
