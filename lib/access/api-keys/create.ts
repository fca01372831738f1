import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { type Result, fail, ok } from '@/lib/kernel';
import type { CreateKeyInput } from './schema';
import { type NewSecret, addSecret, drawKey } from './secrets';

/** Makes a key with its first secret, which is answered once and cannot be read again; a conflict when the name is taken. */
export async function createKey(ctx: Ctx, { days, ...input }: CreateKeyInput, secret = drawKey()): Promise<Result<NewSecret>> {
  const key = { id: ctx.ids.next(), ...input, scopes: [...new Set(input.scopes)] };
  const createdById = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  const { count } = await ctx.tx.apiKey.createMany({ data: [{ ...key, createdAt: ctx.clock.now(), createdById }], skipDuplicates: true });
  if (count === 0) {
    return fail('conflict', `A key called “${key.name}” exists already. Choose another name.`, [{ field: 'name', message: 'Is taken' }]);
  }
  const created = await addSecret(ctx, key, days, secret);
  await record(ctx, { action: 'api_key.created', details: { scopes: key.scopes }, targets: [{ type: 'api_key', id: key.id, label: key.name }] });
  return ok(created);
}
