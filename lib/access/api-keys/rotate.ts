import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { type Result, fail, ok } from '@/lib/kernel';
import { lockKey } from './lock-key';
import type { RotateKeyInput } from './schema';
import { type NewSecret, addSecret } from './secrets';

const HOUR_MS = 60 * 60_000;

/** Gives a key a new secret; the ones it has stay good for `overlapHours` more, or less where they end sooner. */
export async function rotateKey(ctx: Ctx, { id, days, overlapHours }: RotateKeyInput): Promise<Result<NewSecret>> {
  const key = await lockKey(ctx.tx, id);
  if (!key) return fail('not_found', 'There is no such key.');
  if (key.revokedAt) return fail('conflict', 'The key was revoked and stays so. Create another one.');
  const endsAt = new Date(ctx.clock.now().getTime() + overlapHours * HOUR_MS);
  await ctx.tx.apiKeySecret.updateMany({ where: { keyId: id, expiresAt: { gt: endsAt } }, data: { expiresAt: endsAt } });
  const added = await addSecret(ctx, key, days);
  await record(ctx, { action: 'api_key.rotated', details: { overlapHours }, targets: [{ type: 'api_key', id, label: key.name }] });
  return ok(added);
}
