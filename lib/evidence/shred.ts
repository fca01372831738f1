import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { type Place, folderOf } from './names';
import { evidenceStore } from './open-store';

/** Destroys an object's key, and says so: whatever is left of it, here or in copies of the store, opens to nobody. */
export async function shredKey(ctx: Ctx, media: Place, reason: string): Promise<void> {
  await ctx.tx.media.update({
    where: { id: media.id },
    data: { state: 'destroyed', wrappedKey: new Uint8Array(), sealedMetadata: null, renderings: [], destroyedAt: ctx.clock.now() },
  });
  await record(ctx, { action: 'evidence.destroyed', details: {}, reason, targets: [{ type: 'media', id: media.id }] });
}

/** Removes what the key sealed, after its transaction; what a crash leaves here is swept within a day. */
export const removeSealed = (media: Place): Promise<void> => evidenceStore().delete(folderOf(media));
