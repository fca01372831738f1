import { record } from '@/lib/audit';
import { type Ctx, type Destruction, type PrismaClient, announce, transact } from '@/lib/db';
import { removeSealed } from '@/lib/evidence';
import { type Clock, type Ids, ok } from '@/lib/kernel';
import { RETENTION } from '../actor';
import { type KeeperKind, keptBecause, whatKeeps } from '../keepers';
import { lockedFacts } from '../load-facts';
import { destructionStatement, isOwnKind } from '../schema';
import { demandFrom, targetOf } from './find';
import { remindOfDestructions } from './remind';
import { whatChanged } from './scope';
import { shredScope } from './shred';

/** What was destroyed of a case, and when. */
export interface Gone {
  readonly caseId: string;
  readonly itemIds: readonly string[];
  readonly isWholeCase: boolean;
  readonly at: Date;
}

export interface DestroyTools {
  readonly client: PrismaClient;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Removes what referrals packed of it before that moment; theirs is the folder. To be called again is no error, however late. */
  readonly dropPackages: (gone: Gone) => Promise<void>;
}

const contextOf = (tx: Ctx['tx'], { clock, ids }: DestroyTools): Ctx => ({ tx, clock, ids, actor: RETENTION, requestId: ids.next() });

/** An agreement that met something that keeps, or another case than it was about, is none any more: whoever still wants it asks again. */
async function giveUp(ctx: Ctx, destruction: Destruction, why: readonly (KeeperKind | 'changed')[], words: string): Promise<void> {
  await ctx.tx.destruction.update({ where: { id: destruction.id }, data: { state: 'withdrawn', outcome: `Not done, though it was agreed to: ${words}. Nothing was destroyed.` } });
  await record(ctx, { action: 'destruction.refused', outcome: 'refused', details: { why: [...new Set(why)] }, caseId: destruction.caseId, targets: [targetOf(destruction)] });
  await remindOfDestructions(ctx);
}

/** Asks what keeps it, with everything locked, and destroys the keys in the same transaction. */
async function decide(ctx: Ctx, destruction: Destruction): Promise<void> {
  const { caseId, itemIds, kind } = destruction;
  const facts = await lockedFacts(ctx, { caseId, itemIds, isOwn: isOwnKind(kind) });
  const asked = { now: ctx.clock.now(), demandFrom: await demandFrom(ctx, destruction) };
  const everything = whatKeeps(facts, { ...asked, part: 'everything' });
  const keepers = kind === 'agency_demand' ? whatKeeps(facts, { ...asked, part: 'files' }) : everything;
  const changed = await whatChanged(ctx.tx, destruction);
  const why = [...keepers.map((keeper) => keeper.kind), ...(changed === null ? [] : ['changed' as const])];
  if (why.length > 0) return giveUp(ctx, destruction, why, changed ?? keptBecause(keepers));
  await shredScope(ctx, { destruction, itemIds, isFilesOnly: everything.length > 0 });
}

/** Brings a destruction that was agreed to as far as its keys. @returns the row as it is then; null when there is nothing to remove. */
async function shredKeys(tools: DestroyTools, destructionId: string): Promise<Destruction | null> {
  const shredded = await transact(tools.client, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Destruction" WHERE "id" = ${destructionId}::uuid FOR UPDATE`;
    const found = await tx.destruction.findUnique({ where: { id: destructionId } });
    if (found?.state === 'approved') {
      await decide(contextOf(tx, tools), found);
      await announce(tx, 'case', found.caseId);
    }
    return ok(await tx.destruction.findUnique({ where: { id: destructionId } }));
  });
  return shredded.ok && shredded.value?.state === 'destroying' ? shredded.value : null;
}

/**
 * Does what was agreed on, from wherever it was cut short: asks what keeps it and destroys the keys in one transaction,
 * then removes sealed files, renderings and packages, and says that it is done. Nothing is destroyed without that question,
 * whoever agreed: what has come to keep it meanwhile ends the agreement.
 */
export async function destroyEvidence(tools: DestroyTools, { destructionId }: { destructionId: string }): Promise<void> {
  const destruction = await shredKeys(tools, destructionId);
  if (!destruction) return;
  const { destroyed: parts } = destructionStatement.parse(destruction.certificate);
  const files = parts.filter(({ what }) => what === 'file').map(({ id }) => id);
  for (const place of await tools.client.media.findMany({ where: { id: { in: files }, state: 'destroyed' }, select: { id: true, address: true } })) await removeSealed(place);
  const { caseId, itemIds, isWholeCase, destroyedAt } = destruction;
  if (destroyedAt) await tools.dropPackages({ caseId, itemIds, isWholeCase, at: destroyedAt });
  await transact(tools.client, async (tx) => {
    const ctx = contextOf(tx, tools);
    const { count } = await tx.destruction.updateMany({ where: { id: destructionId, state: 'destroying' }, data: { state: 'done', doneAt: tools.clock.now() } });
    if (count > 0) await record(ctx, { action: 'destruction.done', details: {}, caseId: destruction.caseId, targets: [targetOf(destruction)] });
    await remindOfDestructions(ctx);
    await announce(tx, 'case', destruction.caseId);
    return ok();
  });
}
