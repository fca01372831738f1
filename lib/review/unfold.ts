import { unwalled } from '@/lib/access';
import { record, recordMany } from '@/lib/audit';
import type { Ctx, Prisma } from '@/lib/db';
import { isShredded, openText, unwrapKey } from '@/lib/evidence';
import { DESTROYED_TEXT } from '@/lib/evidence/schema';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { mayRead } from './may-read';
import { UNFOLDED_AT_ONCE } from './schema';

type Item = Prisma.ItemGetPayload<object>;

interface Sealed {
  readonly id: string;
  readonly position: number;
  readonly sealedText: Uint8Array | null;
}

const entryOf = ({ id: itemId, caseId }: Item, { id, position }: Sealed) =>
  ({ action: 'message.unfolded', details: {}, itemId, caseId, targets: [{ type: 'message', id, label: `Message ${position + 1}` }] }) as const;

const textOf = (item: Item, { id, sealedText }: Sealed) => (sealedText ? openText(unwrapKey(item), { purpose: 'message', id }, sealedText) : '');

/**
 * The text of one message, as a recorded act. Open to those of `mayRead`; to others the message does not exist.
 */
export async function unfold(ctx: Ctx<PersonActor>, { messageId }: { messageId: string }): Promise<Result<{ text: string }>> {
  const message = await ctx.tx.message.findFirst({ where: { id: messageId, item: { case: unwalled(ctx.actor) } }, include: { item: true } });
  if (!message || !(await mayRead(ctx, message.item))) return fail('not_found', 'There is no such message.');
  if (isShredded(message.item)) return fail('conflict', DESTROYED_TEXT);
  await record(ctx, entryOf(message.item, message));
  return ok({ text: textOf(message.item, message) });
}

/**
 * The texts of an item at once, for who wants them unfolded: each is an act of its own, as if unfolded one by one. Of
 * very many messages the first, those that were flagged before the others.
 */
export async function unfoldItem(ctx: Ctx<PersonActor>, { itemId }: { itemId: string }): Promise<Result<{ texts: Readonly<Record<string, string>> }>> {
  const item = await ctx.tx.item.findFirst({ where: { id: itemId, case: unwalled(ctx.actor) } });
  if (!item || !(await mayRead(ctx, item))) return fail('not_found', 'There is no such item.');
  if (isShredded(item)) return fail('conflict', DESTROYED_TEXT);
  const messages = await ctx.tx.message.findMany({
    where: { itemId, sealedText: { not: null } },
    orderBy: [{ flagged: 'desc' }, { position: 'asc' }],
    take: UNFOLDED_AT_ONCE,
    select: { id: true, position: true, sealedText: true },
  });
  await recordMany(ctx, messages.map((message) => entryOf(item, message)));
  return ok({ texts: Object.fromEntries(messages.map((message) => [message.id, textOf(item, message)])) });
}
