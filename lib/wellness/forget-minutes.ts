import type { Ctx } from '@/lib/db';
import { type Result, ok } from '@/lib/kernel';

/** The team's page shows four finished weeks: nothing may be missing from the oldest of them. */
const KEPT_MS = 42 * 86_400_000;

/** Forgets the minutes at the desk that no page shows any more. */
export async function forgetMinutes({ tx, clock }: Pick<Ctx, 'tx' | 'clock'>): Promise<Result<void>> {
  await tx.deskMinute.deleteMany({ where: { minute: { lt: new Date(clock.now().getTime() - KEPT_MS) } } });
  return ok();
}
