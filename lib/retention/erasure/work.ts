import { record } from '@/lib/audit';
import { type ErasureRequest, type PrismaClient, type Tx } from '@/lib/db';
import { forgetAccount, isAccountInUse } from '../destruction/forget';
import { destroyOwn } from '../destruction/own';
import type { Candidate } from '../minimise';
import { type Alone, eachAlone } from '../each-alone';

const REASON = 'The platform asked for the erasure of the account’s data';

type Asked = Pick<ErasureRequest, 'platform' | 'externalId' | 'receivedAt'>;

const accountOf = (tx: Tx, { platform, externalId }: Asked) => tx.account.findUnique({ where: { platform_externalId: { platform, externalId } }, select: { id: true } });

/**
 * What a request is about: items sent about the account until the request came, by case. What was sent later is not what the
 * platform asked about, and what others sent, where the account only takes part, stays theirs. Whether something keeps them is still to be asked.
 */
export async function toErase(tx: Tx, request: Asked): Promise<Candidate[]> {
  const account = await accountOf(tx, request);
  if (!account) return [];
  return tx.$queryRaw<Candidate[]>`
    SELECT "caseId"::text AS "caseId", array_agg("id"::text ORDER BY "receivedAt", "id") AS "itemIds" FROM "Item"
     WHERE "subjectId" = ${account.id}::uuid AND length("wrappedKey") > 0 AND "receivedAt" <= ${request.receivedAt}
     GROUP BY "caseId" ORDER BY "caseId"`;
}

/** Requests that wait, oldest first. */
export const waitingErasures = (client: PrismaClient): Promise<ErasureRequest[]> => client.erasureRequest.findMany({ where: { state: 'waiting' }, orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }] });

/** Ends one request when nothing is left of what it is about. It is locked: of several workers one ends it. */
const finish = (alone: Alone, id: string): Promise<void> =>
  alone(async (ctx) => {
    const { tx, clock } = ctx;
    await tx.$queryRaw`SELECT 1 FROM "ErasureRequest" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const request = await tx.erasureRequest.findFirst({ where: { id, state: 'waiting' } });
    if (!request) return;
    const account = await accountOf(tx, request);
    if (account) {
      if (await isAccountInUse(tx, account.id, request.receivedAt)) return;
      await forgetAccount(tx, account.id);
    }
    await tx.erasureRequest.update({ where: { id }, data: { state: 'done', doneAt: clock.now(), accountId: account?.id ?? null } });
    await record(ctx, { action: 'erasure.done', details: {}, targets: [{ type: 'erasure', id }] });
  });

/** Goes on with every request that waits: has everything destroyed that it is about and that nothing keeps, case by case, and ends it when nothing of that is left. */
export async function workErasures(client: PrismaClient, alone: Alone): Promise<void> {
  await eachAlone(await waitingErasures(client), async (request) => {
    await eachAlone(await toErase(client, request), ({ caseId, itemIds }) => alone((ctx) => destroyOwn(ctx, { caseId, itemIds, kind: 'erasure', reason: REASON })));
    await finish(alone, request.id);
  });
}
