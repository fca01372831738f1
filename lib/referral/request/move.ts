import { type Entry, record } from '@/lib/audit';
import type { Action } from '@/lib/audit/schema';
import { type Ctx, type Prisma, announce } from '@/lib/db';
import type { Referral } from './find';
import { type ReferralState, canMove } from './states';

type Subject = Pick<Referral, 'id' | 'number' | 'caseId' | 'state'>;
type Data = Omit<Prisma.ReferralUncheckedUpdateInput, 'state' | 'updatedAt'>;

/** What the trail says about a referral, with its case. */
export async function recordReferral<A extends Action>(ctx: Ctx, { id, number, caseId }: Pick<Subject, 'id' | 'number' | 'caseId'>, entry: Pick<Entry<A>, 'action' | 'details' | 'outcome'>): Promise<void> {
  await record<A>(ctx, { ...entry, caseId, targets: [{ type: 'referral', id, label: number }] });
}

/**
 * Writes a referral's state with what goes with it, its entry in the trail, and the word for open pages. The row is locked.
 * @throws Error on a move that the table does not have: a mistake of ours, never an outside event.
 */
export async function move<A extends Action>(ctx: Ctx, referral: Subject, to: ReferralState, data: Data, entry: Pick<Entry<A>, 'action' | 'details' | 'outcome'>): Promise<void> {
  if (!canMove(referral.state, to)) throw new Error(`A referral cannot move from ${referral.state} to ${to}.`);
  await write(ctx, referral, { ...data, state: to });
  await recordReferral(ctx, referral, entry);
}

/** Writes something of a referral that stays where it is. The row is locked. */
export async function write(ctx: Ctx, { id, caseId }: Pick<Subject, 'id' | 'caseId'>, data: Prisma.ReferralUncheckedUpdateInput): Promise<void> {
  await ctx.tx.referral.update({ where: { id }, data: { ...data, updatedAt: ctx.clock.now() } });
  await announce(ctx.tx, 'case', caseId);
}
