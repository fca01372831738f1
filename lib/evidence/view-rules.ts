import type { Tx } from '@/lib/db';
import type { PersonActor } from '@/lib/kernel';
import { GRANT_SECONDS } from './schema';

export interface LeasedItem {
  readonly leaseHolderId: string | null;
  readonly leaseUntil: Date | null;
}

/** Originals are shown to whoever works on the item, and to supervisors; holding the lease is what "works on" means. */
export function mayView(actor: PersonActor, item: LeasedItem, now: Date): boolean {
  const isHolder = item.leaseHolderId === actor.id && item.leaseUntil !== null && item.leaseUntil > now;
  return isHolder || actor.role === 'supervisor';
}

/** The earliest moment of granting that can still be opened. */
export function oldestGrant(now: Date): Date {
  return new Date(now.getTime() - GRANT_SECONDS * 1000);
}

/** Names the file in audit entries as the desk does: "Image 2" is the second file of the item. */
export async function mediaTarget(tx: Tx, itemId: string, mediaId: string): Promise<{ type: 'media'; id: string; label: string }> {
  const { position } = await tx.itemMedia.findUniqueOrThrow({ where: { itemId_mediaId: { itemId, mediaId } } });
  return { type: 'media', id: mediaId, label: `Image ${position + 1}` };
}
