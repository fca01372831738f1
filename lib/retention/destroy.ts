import { type Caller, type Ctx, db, transact } from '@/lib/db';
import { removeSealed, shredFiles } from '@/lib/evidence';
import { type Result, fail, ok } from '@/lib/kernel';
import { type Keeper, keptBecause, whatKeeps } from './keepers';
import { lockedFacts } from './load-facts';

export interface DestroyInput {
  readonly mediaId: string;
  readonly reason: string;
}

/** What keeps a file, over every case that has it: each is locked and asked. */
async function keepersOf(ctx: Ctx, mediaId: string): Promise<Keeper[]> {
  const holders = await ctx.tx.item.findMany({ where: { media: { some: { mediaId } }, wrappedKey: { not: new Uint8Array() } }, orderBy: [{ caseId: 'asc' }, { id: 'asc' }], select: { id: true, caseId: true } });
  const keepers: Keeper[] = [];
  for (const caseId of new Set(holders.map((item) => item.caseId))) {
    const facts = await lockedFacts(ctx, { caseId, itemIds: holders.filter((item) => item.caseId === caseId).map(({ id }) => id) });
    keepers.push(...whatKeeps(facts, { now: ctx.clock.now(), part: 'files' }));
  }
  return keepers;
}

/**
 * Destroys one file's key for good, and then what it sealed: the operator's way, for a court's order at the machine. It asks
 * what keeps the file like every other, in every case that holds it. Its row stays: what was seen, decided and reported of it.
 */
export async function destroyMedia(caller: Caller, { mediaId, reason }: DestroyInput): Promise<Result<void>> {
  const shredded = await transact(db(), async (tx) => {
    const ctx = { ...caller, tx };
    // Items that come in meanwhile have to refer to the row, and wait here.
    await tx.$queryRaw`SELECT 1 FROM "Media" WHERE "id" = ${mediaId}::uuid FOR UPDATE`;
    const media = await tx.media.findUnique({ where: { id: mediaId } });
    if (!media) return fail('not_found', 'There is no such file.');
    if (media.state === 'destroyed') return ok(media);
    const keepers = await keepersOf(ctx, mediaId);
    if (keepers.length > 0) return fail('conflict', `The file is kept: ${keptBecause(keepers)}. Nothing was destroyed.`);
    await shredFiles(ctx, [media], reason);
    return ok(media);
  });
  if (!shredded.ok) return shredded;
  await removeSealed(shredded.value);
  return ok();
}
