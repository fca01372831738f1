import { Prisma, type PrismaClient, type Tx } from '@/lib/db';
import { config } from '@/lib/kernel';
import { destroyOwn } from './destruction/own';
import { type Alone, eachAlone } from './each-alone';
import { REFERENCE_RULES } from './schema';

const DAY_MS = 24 * 60 * 60_000;
/** Cases of one question. */
const BATCH = 200;

/** Items of one case that are to go, by a rule that still has to ask what keeps them. */
export interface Candidate {
  readonly caseId: string;
  readonly itemIds: readonly string[];
}

/**
 * Cases with items that were found not violating so long ago that they are to go, by their id. Left out are those that a clock or
 * a hold has kept anyway, which are most; of the others what keeps them is still to be asked.
 */
export async function* notViolating(tx: Tx, now: Date): AsyncGenerator<Candidate> {
  const before = new Date(now.getTime() - config().NOT_VIOLATING_DAYS * DAY_MS);
  for (let after: string | null = null; ; ) {
    const found: Candidate[] = await tx.$queryRaw(Prisma.sql`
      SELECT i."caseId"::text AS "caseId", array_agg(i."id"::text ORDER BY i."receivedAt", i."id") AS "itemIds"
        FROM "Item" i
        JOIN LATERAL (SELECT d."outcome", d."decidedAt" FROM "Decision" d WHERE d."itemId" = i."id" AND d."undoneAt" IS NULL ORDER BY d."decidedAt" DESC, d."id" DESC LIMIT 1) last ON true
       WHERE i."state" = 'decided' AND length(i."wrappedKey") > 0 AND last."outcome" = 'not_violating' AND last."decidedAt" <= ${before}
         AND (${after}::uuid IS NULL OR i."caseId" > ${after}::uuid)
         AND NOT EXISTS (SELECT 1 FROM "Preservation" p WHERE p."caseId" = i."caseId" AND p."endsAt" > ${now} AND NOT p."rule" = ANY(${[...REFERENCE_RULES]}))
         AND NOT EXISTS (SELECT 1 FROM "Hold" h WHERE h."caseId" = i."caseId" AND h."liftedAt" IS NULL AND (h."endsAt" IS NULL OR h."endsAt" > ${now}))
       GROUP BY i."caseId" ORDER BY i."caseId" LIMIT ${BATCH}`);
    yield* found;
    const last = found.at(-1);
    if (!last) return;
    after = last.caseId;
  }
}

/** Has what nobody found violating destroyed when its days are over, where nothing keeps it. */
export async function minimise(client: PrismaClient, alone: Alone, now: Date): Promise<void> {
  const reason = `Found not violating ${config().NOT_VIOLATING_DAYS} days ago or more`;
  await eachAlone(notViolating(client, now), ({ caseId, itemIds }) => alone((ctx) => destroyOwn(ctx, { caseId, itemIds, kind: 'not_violating', reason })));
}
