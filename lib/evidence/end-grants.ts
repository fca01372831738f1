import type { Ctx } from '@/lib/db';
import { oldestGrant } from './view-rules';

/**
 * Ends what a person was granted in a case and has not opened yet; the caller's entry says why. A look that is open
 * is ended, and recorded as ended, by the page that shows it.
 */
export async function endGrants({ tx, clock }: Ctx, { personId, caseId }: { personId: string; caseId: string }): Promise<void> {
  const now = clock.now();
  await tx.evidenceView.updateMany({
    where: { personId, openedAt: null, endedAt: null, grantedAt: { gt: oldestGrant(now) }, item: { caseId } },
    data: { endedAt: now },
  });
}
