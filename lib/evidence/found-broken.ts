import { raiseWhile } from '@/lib/alerts';
import { record } from '@/lib/audit';
import { type Caller, db, transact } from '@/lib/db';
import { log, ok } from '@/lib/kernel';
import type { Rendering } from './schema';
import { mediaTarget } from './view-rules';

export interface BrokenFile {
  readonly mediaId: string;
  readonly rendering: Rendering;
  /** The item for which it was opened, where there is one. */
  readonly item?: { readonly id: string; readonly caseId: string } | undefined;
}

/**
 * Says on the record that a sealed file did not open, and tells the supervisors: once a file, however often it is met. Who
 * catches a BrokenSeal calls this, outside of any transaction of theirs, and serves nothing.
 */
export async function foundBroken({ actor, clock, ids, requestId }: Caller, { mediaId, rendering, item }: BrokenFile): Promise<void> {
  log.error({ requestId, mediaId, rendering }, 'a sealed file does not open');
  await transact(db(), async (tx) => {
    const ctx = { tx, actor, clock, ids, requestId };
    await record(ctx, {
      action: 'evidence.broken',
      outcome: 'failed',
      details: { rendering },
      ...(item && { itemId: item.id, caseId: item.caseId }),
      targets: [item ? await mediaTarget(tx, item.id, mediaId) : { type: 'media', id: mediaId }],
    });
    await raiseWhile(ctx, 'evidence_broken', mediaId, { rendering });
    return ok();
  });
}
