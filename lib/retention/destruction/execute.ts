import { record } from '@/lib/audit';
import { type Ctx, type Destruction, type PrismaClient, announce, transact } from '@/lib/db';
import { removeSealed } from '@/lib/evidence';
import { type Clock, type Ids, type SystemActor, ok } from '@/lib/kernel';
import { type Keeper, whatKeeps } from '../keepers';
import { lockedFacts } from '../load-facts';
import { certificateParts } from '../schema';
import { demandFrom, targetOf } from './find';
import { remindOfDestructions } from './remind';
import { livingItems } from './scope';
import { shredScope } from './shred';

/** Who does by the desk's rules what people agreed on. */
export const RETENTION: SystemActor = { kind: 'system', name: 'retention' };

export interface DestroyTools {
  readonly client: PrismaClient;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Removes what referrals of a case have packed; theirs is the folder. To be called again is no error. */
  readonly dropPackages: (caseId: string) => Promise<void>;
}

const contextOf = (tx: Ctx['tx'], { clock, ids }: DestroyTools): Ctx => ({ tx, clock, ids, actor: RETENTION, requestId: ids.next() });

/** An agreement that met something that keeps is none any more: whoever still wants it asks again, when that is over. */
async function giveUp(ctx: Ctx, destruction: Destruction, keepers: readonly Keeper[]): Promise<void> {
  await ctx.tx.destruction.update({ where: { id: destruction.id }, data: { state: 'withdrawn' } });
  await record(ctx, {
    action: 'destruction.refused',
    outcome: 'refused',
    details: { why: [...new Set(keepers.map(({ kind }) => kind))] },
    caseId: destruction.caseId,
    targets: [targetOf(destruction)],
  });
  await remindOfDestructions(ctx);
}

/** Asks what keeps it, with everything locked, and destroys the keys in the same transaction. */
async function decide(ctx: Ctx, destruction: Destruction): Promise<void> {
  const { caseId, isWholeCase, kind } = destruction;
  const itemIds = await livingItems(ctx.tx, caseId, isWholeCase ? undefined : destruction.itemIds);
  const facts = await lockedFacts(ctx, { caseId, itemIds });
  const { status } = await ctx.tx.case.findUniqueOrThrow({ where: { id: caseId }, select: { status: true } });
  const asked = { now: ctx.clock.now(), demandFrom: await demandFrom(ctx, destruction) };
  const everything = whatKeeps(facts, { ...asked, part: 'everything' });
  const files = whatKeeps(facts, { ...asked, part: 'files' });
  const keepers = kind === 'agency_demand' ? files : everything;
  const joined = await livingItems(ctx.tx, caseId, isWholeCase ? undefined : destruction.itemIds);
  const reopened: Keeper[] = isWholeCase && (status === 'open' || joined.length !== itemIds.length) ? [{ kind: 'undecided', until: null, words: 'the case was opened again' }] : [];
  if (keepers.length + reopened.length > 0) return giveUp(ctx, destruction, [...keepers, ...reopened]);
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
  const parts = certificateParts.parse(destruction.certificate);
  const files = parts.filter(({ what }) => what === 'file').map(({ id }) => id);
  for (const place of await tools.client.media.findMany({ where: { id: { in: files }, state: 'destroyed' }, select: { id: true, address: true } })) await removeSealed(place);
  await tools.dropPackages(destruction.caseId);
  await transact(tools.client, async (tx) => {
    const ctx = contextOf(tx, tools);
    const { count } = await tx.destruction.updateMany({ where: { id: destructionId, state: 'destroying' }, data: { state: 'done', doneAt: tools.clock.now() } });
    if (count > 0) await record(ctx, { action: 'destruction.done', details: {}, caseId: destruction.caseId, targets: [targetOf(destruction)] });
    await remindOfDestructions(ctx);
    await announce(tx, 'case', destruction.caseId);
    return ok();
  });
}
