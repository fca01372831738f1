import type { Ctx } from '@/lib/db';
import { openText, sealText, unwrapKey } from '@/lib/evidence';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { requireLease } from '@/lib/queue';
import { type DraftBody, draftBody } from './schema';

const binding = (itemId: string) => ({ purpose: 'draft', id: itemId });

/**
 * Keeps unsaved work for the person who wrote it, and renews the lease: writing is working. Drafts are not events,
 * since nothing has been decided; the decision made from one is.
 */
export async function saveDraft(ctx: Ctx<PersonActor>, { itemId, body }: { itemId: string; body: DraftBody }): Promise<Result<void>> {
  const held = await requireLease(ctx, itemId);
  if (!held.ok) return held;
  const sealedBody = sealText(unwrapKey(held.value), binding(itemId), JSON.stringify(body));
  const updatedAt = ctx.clock.now();
  await ctx.tx.draft.upsert({
    where: { itemId_personId: { itemId, personId: ctx.actor.id } },
    create: { itemId, personId: ctx.actor.id, sealedBody, updatedAt },
    update: { sealedBody, updatedAt },
  });
  return ok();
}

/** The caller's own draft, or null; one from an older version that no longer fits is left aside. */
export async function draftOf(ctx: Ctx<PersonActor>, item: { id: string; wrappedKey: Uint8Array; kekId: string }): Promise<DraftBody | null> {
  const draft = await ctx.tx.draft.findUnique({ where: { itemId_personId: { itemId: item.id, personId: ctx.actor.id } } });
  if (!draft) return null;
  const parsed = draftBody.safeParse(JSON.parse(openText(unwrapKey(item), binding(item.id), draft.sealedBody)));
  return parsed.success ? parsed.data : null;
}
