import type { Ctx, Prisma } from '@/lib/db';
import { openText, sealText, unwrapKey } from '@/lib/evidence';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { requireLease } from '@/lib/queue';
import { type DraftBody, draftBody } from './schema';

const binding = (itemId: string) => ({ purpose: 'draft', id: itemId });

type SealedItem = Parameters<typeof unwrapKey>[0] & { readonly id: string };

async function keep(ctx: Ctx<PersonActor>, item: SealedItem, body: object): Promise<void> {
  const [itemId, personId, updatedAt] = [item.id, ctx.actor.id, ctx.clock.now()];
  const sealedBody = sealText(unwrapKey(item), binding(itemId), JSON.stringify(body));
  await ctx.tx.draft.upsert({
    where: { itemId_personId: { itemId, personId } },
    create: { itemId, personId, sealedBody, updatedAt },
    update: { sealedBody, updatedAt },
  });
}

/**
 * Keeps unsaved work for the person who wrote it, while they hold the lease. Drafts are not events, since nothing has
 * been decided; the decision made from one is.
 */
export async function saveDraft(ctx: Ctx<PersonActor>, { itemId, body }: { itemId: string; body: DraftBody }): Promise<Result<void>> {
  const held = await requireLease(ctx, itemId);
  if (!held.ok) return held;
  await keep(ctx, held.value, body);
  return ok();
}

/** Makes a decision that was undone a draft again, without its note: that one is on the case already. */
export async function keepUndone(ctx: Ctx<PersonActor>, item: SealedItem, decision: Prisma.DecisionGetPayload<{ include: { files: true } }>): Promise<void> {
  const { outcome, dangerNow, reportAnnotations, sealedDangerReason } = decision;
  const dangerReason = sealedDangerReason ? openText(unwrapKey(item), { purpose: 'danger', id: decision.id }, sealedDangerReason) : '';
  const files = decision.files.map(({ mediaId, industryClass, annotations }) => ({ mediaId, industryClass, annotations }));
  await keep(ctx, item, { outcome, dangerNow, dangerReason, reportAnnotations, files, note: '' });
}

/** The caller's own draft, or null; one from an older version that no longer fits is left aside. */
export async function draftOf(ctx: Ctx<PersonActor>, item: SealedItem): Promise<DraftBody | null> {
  const draft = await ctx.tx.draft.findUnique({ where: { itemId_personId: { itemId: item.id, personId: ctx.actor.id } } });
  if (!draft) return null;
  const parsed = draftBody.safeParse(JSON.parse(openText(unwrapKey(item), binding(item.id), draft.sealedBody)));
  return parsed.success ? parsed.data : null;
}
