import { record } from '@/lib/audit';
import type { Ctx, ErasureRequest } from '@/lib/db';
import { forgetAccount, isAccountInUse } from '../destruction/forget';
import { destroyOwn } from '../destruction/own';
import { whatKeeps } from '../keepers';
import { readFacts } from '../load-facts';

/** Items of one case that nothing keeps: all of those given, or those of them that are not kept by themselves. */
async function freeItems(ctx: Ctx, caseId: string, itemIds: readonly string[]): Promise<string[]> {
  const kept = async (ids: readonly string[]) => whatKeeps(await readFacts(ctx, { caseId, itemIds: ids }), { now: ctx.clock.now(), part: 'everything' });
  const keepers = await kept(itemIds);
  if (keepers.length === 0) return [...itemIds];
  // What keeps the case keeps all of it.
  if (keepers.some(({ kind }) => kind === 'hold' || kind === 'clock' || kind === 'referral')) return [];
  const free: string[] = [];
  for (const id of itemIds) if ((await kept([id])).every(({ kind }) => kind === 'together')) free.push(id);
  return free.length > 0 && (await kept(free)).length === 0 ? free : [];
}

/**
 * Goes on with one request: has everything destroyed that was sent about the account and that nothing keeps, and ends the
 * request when nothing of it is left. What others sent, where the account only takes part, stays theirs: it has rules of its own.
 * @returns whether it is done.
 */
async function goOn(ctx: Ctx, request: ErasureRequest): Promise<boolean> {
  const { tx, clock } = ctx;
  const account = await tx.account.findUnique({ where: { platform_externalId: { platform: request.platform, externalId: request.externalId } }, select: { id: true } });
  if (account) {
    const items = await tx.item.findMany({ where: { subjectId: account.id, wrappedKey: { not: new Uint8Array() } }, orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }], select: { id: true, caseId: true } });
    for (const caseId of new Set(items.map((item) => item.caseId))) {
      const free = await freeItems(ctx, caseId, items.filter((item) => item.caseId === caseId).map(({ id }) => id));
      await destroyOwn(ctx, { caseId, itemIds: free, kind: 'erasure', reason: 'The platform asked for the erasure of the account’s data' });
    }
    if (await isAccountInUse(tx, account.id)) return false;
    await forgetAccount(tx, account.id);
  }
  await tx.erasureRequest.update({ where: { id: request.id }, data: { state: 'done', doneAt: clock.now(), accountId: account?.id ?? null } });
  await record(ctx, { action: 'erasure.done', details: {}, targets: [{ type: 'erasure', id: request.id }] });
  return true;
}

/** Goes on with every request that waits. @returns how many were finished. */
export async function workErasures(ctx: Ctx): Promise<number> {
  let done = 0;
  for (const request of await ctx.tx.erasureRequest.findMany({ where: { state: 'waiting' }, orderBy: { receivedAt: 'asc' } })) if (await goOn(ctx, request)) done += 1;
  return done;
}
