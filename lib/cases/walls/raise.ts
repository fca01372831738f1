import { record } from '@/lib/audit';
import { type Ctx, announce } from '@/lib/db';
import { endGrants } from '@/lib/evidence';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import { freeItem } from '@/lib/queue';

interface Wall {
  readonly caseId: string;
  readonly number: string;
  readonly personId: string;
  readonly reason: string;
}

/**
 * Locks what a wall is about: the account, so that its next case does not open past the wall, and the case's items, so
 * that none of them is taken past it.
 */
export async function lockAround({ tx }: Ctx, caseId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Account" WHERE "id" = (SELECT "subjectId" FROM "Case" WHERE "id" = ${caseId}::uuid) FOR NO KEY UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM "Item" WHERE "caseId" = ${caseId}::uuid ORDER BY "id" FOR UPDATE`;
}

/**
 * Tells open pages to look again: under the person's id those of the person, whatever of the case they show, and under
 * the case's those that say who is kept away.
 */
export async function announceWall({ tx }: Ctx, { caseId, personId }: { caseId: string; personId: string }): Promise<void> {
  await announce(tx, 'case', personId);
  await announce(tx, 'case', caseId);
  await announce(tx, 'queue');
}

/**
 * Raises a wall between a person and a case: what they hold of it is free again, what they were granted is worth
 * nothing, and their open pages are told. The caller has checked that it may be, and holds the locks.
 */
export async function raiseWall(ctx: Ctx<PersonActor>, action: 'case.walled' | 'case.recused', { caseId, number, personId, reason }: Wall): Promise<Result<{ wallId: string }>> {
  const standing = await ctx.tx.caseWall.findFirst({ where: { caseId, personId, liftedAt: null }, select: { id: true } });
  if (standing) return fail('conflict', 'This person is kept away from the case already; nothing was changed.');
  const wallId = ctx.ids.next();
  await ctx.tx.caseWall.create({ data: { id: wallId, caseId, personId, reason, createdAt: ctx.clock.now(), createdById: ctx.actor.id } });
  const held = await ctx.tx.item.findMany({ where: { caseId, leaseHolderId: personId, leaseUntil: { gt: ctx.clock.now() } }, select: { id: true, caseId: true } });
  for (const item of held) await freeItem(ctx, item);
  await endGrants(ctx, { personId, caseId });
  await record(ctx, { action, details: {}, reason, caseId, targets: [{ type: 'person', id: personId }, { type: 'case', id: caseId, label: number }] });
  await announceWall(ctx, { caseId, personId });
  return ok({ wallId });
}
