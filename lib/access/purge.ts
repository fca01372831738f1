import type { Ctx } from '@/lib/db';
import { type Result, ok } from '@/lib/kernel';

/** Removes what only counted for a while: sign-ins that were given up, used nonces, and limits that are open again. */
export async function purgeExpired({ tx, clock }: Pick<Ctx, 'tx' | 'clock'>): Promise<Result<void>> {
  const now = clock.now();
  await tx.signIn.deleteMany({ where: { expiresAt: { lte: now } } });
  await tx.apiNonce.deleteMany({ where: { expiresAt: { lte: now } } });
  await tx.rateLimit.deleteMany({ where: { expire: { lte: BigInt(now.getTime()) } } });
  return ok();
}
