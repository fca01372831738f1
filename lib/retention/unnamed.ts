import type { Ctx, PrismaClient } from '@/lib/db';
import { removeSealed, shredFiles } from '@/lib/evidence';
import { config } from '@/lib/kernel';
import { type Alone, eachAlone } from './each-alone';

const DAY_MS = 24 * 60 * 60_000;
/** Files of one question. */
const BATCH = 200;

interface Unnamed {
  readonly id: string;
  readonly address: string;
}

/** Files that were sent NOT_VIOLATING_DAYS ago or more, and that no item has ever named: nobody reviews, reports or keeps them. By their id. */
async function* unnamedFiles(client: PrismaClient, now: Date): AsyncGenerator<Unnamed> {
  const before = new Date(now.getTime() - config().NOT_VIOLATING_DAYS * DAY_MS);
  for (let after: string | null = null; ; ) {
    const found: Unnamed[] = await client.$queryRaw<Unnamed[]>`
      SELECT m."id"::text AS id, m."address" FROM "Media" m
       WHERE m."state" <> 'destroyed' AND m."createdAt" <= ${before} AND (${after}::uuid IS NULL OR m."id" > ${after}::uuid)
         AND NOT EXISTS (SELECT 1 FROM "ItemMedia" im WHERE im."mediaId" = m."id")
       ORDER BY m."id" LIMIT ${BATCH}`;
    yield* found;
    const last = found.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/**
 * Destroys the key of such a file, unless an item has come to name it. An item that is taken in locks what it names: it is here
 * before, and seen by the second question, or it finds the file destroyed and is told to send it again.
 * @returns whether the sealed bytes are to be removed now.
 */
async function shredUnnamed(ctx: Ctx, { id, address }: Unnamed, reason: string): Promise<boolean> {
  await ctx.tx.$queryRaw`SELECT 1 FROM "Media" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const isUnnamed = (await ctx.tx.media.count({ where: { id, state: { not: 'destroyed' }, items: { none: {} } } })) > 0;
  if (isUnnamed) await shredFiles(ctx, [{ id, address }], { reason, caseId: null });
  return isUnnamed;
}

/**
 * Has files go that were sent and never became part of an item, when their days are over. They belong to no case, so that no
 * clock or hold can be about them, and each destroying is an entry of the trail: there is no certificate of a case.
 */
export async function dropUnnamed(client: PrismaClient, alone: Alone, now: Date): Promise<void> {
  const reason = `No item named it in ${config().NOT_VIOLATING_DAYS} days`;
  await eachAlone(unnamedFiles(client, now), async (file) => {
    let isGone = false;
    await alone(async (ctx) => {
      isGone = await shredUnnamed(ctx, file, reason);
    });
    if (isGone) await removeSealed(file);
  });
}
