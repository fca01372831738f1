import { unwalled } from '@/lib/access';
import { mayLook } from '@/lib/access/schema';
import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { openText, unwrapKey } from '@/lib/evidence';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';

/**
 * The text of one message, as a recorded act. Open to whoever holds the item's lease, decided it, or supervises;
 * to others the message does not exist.
 */
export async function unfold(ctx: Ctx<PersonActor>, { messageId }: { messageId: string }): Promise<Result<{ text: string }>> {
  const message = await ctx.tx.message.findFirst({
    where: { id: messageId, item: { case: unwalled(ctx.actor) } },
    include: { item: { include: { decisions: { where: { personId: ctx.actor.id, undoneAt: null }, select: { id: true } } } } },
  });
  if (!message) return fail('not_found', 'There is no such message.');
  const { item } = message;
  const isDecider = item.decisions.length > 0;
  if (!isDecider && !mayLook(ctx.actor, item, ctx.clock.now())) return fail('not_found', 'There is no such message.');

  await record(ctx, {
    action: 'message.unfolded',
    details: {},
    itemId: item.id,
    caseId: item.caseId,
    targets: [{ type: 'message', id: messageId, label: `Message ${message.position + 1}` }],
  });
  return ok({ text: message.sealedText ? openText(unwrapKey(item), { purpose: 'message', id: messageId }, message.sealedText) : '' });
}
