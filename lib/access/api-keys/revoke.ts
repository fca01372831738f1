import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { type Result, fail, ok } from '@/lib/kernel';
import { lockKey } from './lock-key';

/** From the next request on every secret of the key is refused. Revoking twice changes nothing. */
export async function revokeKey(ctx: Ctx, { id }: { id: string }): Promise<Result<void>> {
  const key = await lockKey(ctx.tx, id);
  if (!key) return fail('not_found', 'There is no such key.');
  if (key.revokedAt) return ok();
  await ctx.tx.apiKey.update({ where: { id }, data: { revokedAt: ctx.clock.now() } });
  await record(ctx, { action: 'api_key.revoked', details: {}, targets: [{ type: 'api_key', id, label: key.name }] });
  return ok();
}
