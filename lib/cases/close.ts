import { unwalled } from '@/lib/access';
import { record } from '@/lib/audit';
import { type Ctx, type Prisma, announce } from '@/lib/db';
import { isShredded } from '@/lib/evidence';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';

/** Locks the case's row for the rest of the transaction; null when for the caller there is no such case. */
async function lockCase({ tx, actor }: Ctx<PersonActor>, caseId: string): Promise<Prisma.CaseGetPayload<object> | null> {
  await tx.$queryRaw`SELECT 1 FROM "Case" WHERE "id" = ${caseId}::uuid FOR UPDATE`;
  return tx.case.findFirst({ where: { id: caseId, ...unwalled(actor) } });
}

/** Closes a case in which everything is decided and every report has its receipt; a later item opens a new case. */
export async function closeCase(ctx: Ctx<PersonActor>, { caseId }: { caseId: string }): Promise<Result<void>> {
  const found = await lockCase(ctx, caseId);
  if (!found) return fail('not_found', 'There is no such case.');
  if (found.status === 'closed') return ok();
  const undecided = await ctx.tx.item.count({ where: { caseId, state: 'waiting' } });
  if (undecided > 0) return fail('conflict', `The case stays open: ${undecided} item${undecided === 1 ? ' is' : 's are'} not decided yet.`);
  const underWay = await ctx.tx.report.count({ where: { caseId, state: { notIn: ['filed', 'withdrawn'] } } });
  if (underWay > 0) return fail('conflict', `The case stays open: ${underWay} report${underWay === 1 ? ' has' : 's have'} no receipt yet.`);
  await ctx.tx.case.update({ where: { id: caseId }, data: { status: 'closed', closedAt: ctx.clock.now() } });
  await record(ctx, { action: 'case.closed', details: {}, caseId, targets: [{ type: 'case', id: caseId, label: found.number }] });
  await announce(ctx.tx, 'case', caseId);
  return ok();
}

/** Opens a closed case again, unless its account has a newer open one. */
export async function reopenCase(ctx: Ctx<PersonActor>, { caseId }: { caseId: string }): Promise<Result<void>> {
  const found = await lockCase(ctx, caseId);
  if (!found) return fail('not_found', 'There is no such case.');
  if (found.status === 'open') return ok();
  if (isShredded(found)) return fail('conflict', 'This case is destroyed and stays closed; what comes in opens another one.');
  const newer = await ctx.tx.case.findFirst({ where: { subjectId: found.subjectId, status: 'open' }, select: { number: true, walls: { where: { personId: ctx.actor.id, liftedAt: null } } } });
  // That there is one is all that can be told to somebody who is kept away from it, and more than they are told.
  if (newer && newer.walls.length > 0) return fail('conflict', 'This case stays closed; a supervisor can say why. Nothing was changed.');
  if (newer) return fail('conflict', `The account has a newer open case, ${newer.number}; this one stays closed.`);
  await ctx.tx.case.update({ where: { id: caseId }, data: { status: 'open', closedAt: null } });
  await record(ctx, { action: 'case.reopened', details: {}, caseId, targets: [{ type: 'case', id: caseId, label: found.number }] });
  await announce(ctx.tx, 'case', caseId);
  return ok();
}
