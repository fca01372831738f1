import { Prisma, type Ctx, type Tx } from '@/lib/db';
import { config } from '@/lib/kernel';
import { destroyOwn } from './destruction/own';
import { whatKeeps } from './keepers';
import { readFacts } from './load-facts';

const DAY_MS = 24 * 60 * 60_000;
/** Cases of one round: what is left over is found again tomorrow. */
const CASES_MAX = 500;

export interface Candidate {
  readonly caseId: string;
  readonly itemIds: readonly string[];
}

/** Cases with items that were found not violating so long ago that they are to go. Whether something keeps them is still to be asked. */
export async function notViolating(tx: Tx, now: Date): Promise<Candidate[]> {
  const before = new Date(now.getTime() - config().NOT_VIOLATING_DAYS * DAY_MS);
  return tx.$queryRaw<Candidate[]>(Prisma.sql`
    SELECT i."caseId", array_agg(i."id"::text ORDER BY i."receivedAt", i."id") AS "itemIds"
      FROM "Item" i
      JOIN LATERAL (SELECT d."outcome", d."decidedAt" FROM "Decision" d WHERE d."itemId" = i."id" AND d."undoneAt" IS NULL ORDER BY d."decidedAt" DESC, d."id" DESC LIMIT 1) last ON true
     WHERE i."state" = 'decided' AND length(i."wrappedKey") > 0 AND last."outcome" = 'not_violating' AND last."decidedAt" <= ${before}
     GROUP BY i."caseId" ORDER BY i."caseId" LIMIT ${CASES_MAX}`);
}

/** Has what nobody found violating destroyed when its days are over, where nothing keeps it. @returns in how many cases. */
export async function minimise(ctx: Ctx): Promise<number> {
  let begun = 0;
  for (const { caseId, itemIds } of await notViolating(ctx.tx, ctx.clock.now())) {
    const facts = await readFacts(ctx, { caseId, itemIds });
    if (whatKeeps(facts, { now: ctx.clock.now(), part: 'everything' }).length > 0) continue;
    if (await destroyOwn(ctx, { caseId, itemIds, kind: 'not_violating', reason: `Found not violating ${config().NOT_VIOLATING_DAYS} days ago or more` })) begun += 1;
  }
  return begun;
}
