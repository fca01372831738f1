import { unwalled } from '@/lib/access';
import type { Ctx } from '@/lib/db';
import { BrokenSeal, isShredded, openText, unwrapKey } from '@/lib/evidence';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { namesOfCase } from '../gather/order';
import { NO_REFERRAL } from '../request/find';
import { recordReferral } from '../request/move';
import { NOT_YOURS } from '../request/save';
import { MESSAGES_SHOWN, type OpenMessagesInput, type ReferralMessages } from './schema';

/** The words of a message; undefined where they do not open. */
function wordsOf(key: Uint8Array, id: string, sealed: Uint8Array | null): string | null | undefined {
  try {
    return sealed && openText(key, { purpose: 'message', id }, sealed);
  } catch (error) {
    if (error instanceof BrokenSeal) return undefined;
    throw error;
  }
}

/** Opens messages of an item, so that whoever prepares a referral can say whose words are taken out. That they were opened is an event. */
export async function openMessages(ctx: Ctx<PersonActor>, { referralId, itemId, from }: OpenMessagesInput): Promise<Result<ReferralMessages>> {
  const referral = await ctx.tx.referral.findFirst({ where: { id: referralId, case: unwalled(ctx.actor) } });
  if (!referral) return fail('not_found', NO_REFERRAL);
  if (referral.requestedById !== ctx.actor.id) return fail('forbidden', NOT_YOURS);
  if (referral.state !== 'draft') return fail('conflict', 'This referral is no draft any more. Nothing was opened.');
  const item = await ctx.tx.item.findFirst({ where: { id: itemId, caseId: referral.caseId } });
  if (!item) return fail('not_found', NO_REFERRAL);
  if (isShredded(item)) return fail('conflict', 'What this item said was destroyed. Nothing of it is handed over.');
  const where = { itemId };
  const messages = await ctx.tx.message.findMany({ where, orderBy: { position: 'asc' }, skip: from, take: MESSAGES_SHOWN, include: { _count: { select: { media: true } } } });
  const { exhibits, accounts } = await namesOfCase(ctx.tx, referral.caseId);
  const key = unwrapKey(item);
  await recordReferral(ctx, referral, { action: 'referral.messages_read', details: { messages: messages.length } });
  return ok({
    exhibit: exhibits.get(itemId) ?? '',
    total: await ctx.tx.message.count({ where }),
    messages: messages.map(({ id, position, senderId, sentAt, sealedText, flagged, _count }) => {
      const text = wordsOf(key, id, sealedText);
      return {
        id,
        number: position + 1,
        sender: accounts.get(senderId) ?? '',
        senderId,
        sentAt: sentAt.toISOString(),
        isFlagged: flagged,
        text: text ?? null,
        isBroken: text === undefined,
        files: _count.media,
      };
    }),
  });
}
