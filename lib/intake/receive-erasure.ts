import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import { enqueue } from '@/lib/jobs/contract';
import { type PlatformActor, type Result, fail, ok } from '@/lib/kernel';
import type { ErasureInput, ErasureReceipt } from './schema';

const ANSWER = 'Received. It is done as far as the law allows, and nothing further is answered.';

/**
 * Whether the key speaks for that platform: it is asked of its row, locked against a change, and not of what the request came in with, so
 * that a key that was revoked in this moment asks for nothing. A key that names no platform speaks for none.
 */
async function speaksFor({ tx, actor }: Ctx<PlatformActor>, platform: string): Promise<boolean> {
  const [key] = await tx.$queryRaw<{ speaks: boolean }[]>`SELECT "revokedAt" IS NULL AND "platform" = ${platform} AS speaks FROM "ApiKey" WHERE "id" = ${actor.id}::uuid FOR SHARE`;
  return key?.speaks === true;
}

/**
 * Takes in a request for erasure; the desk works on it by itself, now and for as long as something has to be kept. What is
 * answered is the same whether the account is known, kept or erased already, so that nobody learns from it whether somebody
 * was reported. Refused is what a key asks of another platform than its own, alike whether there is such an account. The same reference again is the same request; with another account it is a conflict.
 */
export async function receiveErasure(ctx: Ctx<PlatformActor>, { reference, platform, accountExternalId }: ErasureInput): Promise<Result<ErasureReceipt>> {
  if (!(await speaksFor(ctx, platform))) {
    return fail('forbidden', 'This key does not speak for that platform. Nothing was taken in; ask with a key that was made for it, and give the name as its items do.');
  }
  const of = { apiKeyId: ctx.actor.id, reference };
  const id = ctx.ids.next();
  const { count } = await ctx.tx.erasureRequest.createMany({ data: [{ ...of, id, platform, externalId: accountExternalId, receivedAt: ctx.clock.now() }], skipDuplicates: true });
  const found = await ctx.tx.erasureRequest.findUniqueOrThrow({ where: { apiKeyId_reference: of } });
  if (found.platform !== platform || found.externalId !== accountExternalId) {
    return fail('conflict', 'This reference was sent before for another account. The first request stands; send this one under a reference of its own.', [{ field: 'reference', message: 'Was used for another account' }]);
  }
  if (count > 0) {
    await record(ctx, { action: 'erasure.received', details: {}, targets: [{ type: 'erasure', id }] });
    await enqueue(ctx.tx, 'tend-retention', {}, { key: 'tend-retention' });
  }
  return ok({ reference, receivedAt: found.receivedAt.toISOString(), detail: ANSWER });
}
