import { recordMany } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { keyring } from './key-source';
import { type Place, folderOf } from './names';
import { evidenceStore } from './open-store';

/**
 * Ids of the key-encryption keys that this process can unwrap with. Whatever an earlier backup of the database holds is
 * wrapped under one of these, or opens to nobody already.
 */
export const livingKeks = (): string[] => keyring().map(({ id }) => id);

/** Why files are destroyed, in words without content, and of which case; null where no item has ever named them. */
export interface Shredding {
  readonly reason: string;
  readonly caseId: string | null;
}

/** Destroys files' keys, and says so of each on the timeline of the case: whatever is left of them, here or in copies of the store, opens to nobody. */
export async function shredFiles(ctx: Ctx, files: readonly Place[], { reason, caseId }: Shredding): Promise<void> {
  if (files.length === 0) return;
  await ctx.tx.media.updateMany({
    where: { id: { in: files.map(({ id }) => id) } },
    data: { state: 'destroyed', wrappedKey: new Uint8Array(), sealedMetadata: null, renderings: [], destroyedAt: ctx.clock.now() },
  });
  await recordMany(ctx, files.map(({ id }) => ({ action: 'evidence.destroyed', details: {}, reason, ...(caseId !== null && { caseId }), targets: [{ type: 'media', id }] })));
}

/** Destroys the keys of items, and of cases: texts, submissions, drafts, reports, verdicts, calls and notes hang on them. The caller's entry says so. */
export async function shredTexts({ tx }: Pick<Ctx, 'tx'>, { itemIds, caseId }: { itemIds: readonly string[]; caseId?: string | undefined }): Promise<void> {
  await tx.$executeRaw`UPDATE "Item" SET "wrappedKey" = ''::bytea, "leaseHolderId" = NULL, "leaseUntil" = NULL WHERE "id" = ANY(${[...itemIds]}::uuid[])`;
  if (caseId !== undefined) await tx.$executeRaw`UPDATE "Case" SET "wrappedKey" = ''::bytea WHERE "id" = ${caseId}::uuid`;
}

/** Removes what the key sealed, after its transaction; what a crash leaves here is swept within a day. */
export const removeSealed = (media: Place): Promise<void> => evidenceStore().delete(folderOf(media));
