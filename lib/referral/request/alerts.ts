import { stand } from '@/lib/alerts';
import type { Ctx, Prisma } from '@/lib/db';

const HOUR_MS = 3_600_000;
/** How long a referral may wait for a second person before supervisors are told; an emergency waits not at all. */
const PATIENCE_MS = HOUR_MS;
/** How long before its end a package that nobody took is told of, and before its deadline a referral that no agency has. */
const NOTICE_MS = 48 * HOUR_MS;

/**
 * What an agency is still to get. An emergency that waits for a second person is told of as such, at once; what could not
 * be packed, too.
 */
const STILL_OWED = {
  OR: [{ state: { in: ['draft', 'approved'] } }, { state: 'awaiting_approval', kind: { not: 'emergency' } }, { state: 'released', takenAt: null }],
} satisfies Prisma.ReferralWhereInput;

/** Keeps the alerts about referrals true: those that wait for a second person, that could not be packed, whose time is about to run out, whose deadline is near, and whose approval no longer holds. */
export async function tellReferrals(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now().getTime();
  const [since, soon] = [new Date(now - PATIENCE_MS), new Date(now + NOTICE_MS)];
  const select = { id: true } as const;
  const waiting = await ctx.tx.referral.findMany({ where: { state: 'awaiting_approval', OR: [{ kind: 'emergency' }, { requestedAt: { lte: since } }] }, select });
  const failed = await ctx.tx.referral.findMany({ where: { state: 'failed' }, select });
  const ending = await ctx.tx.referral.findMany({ where: { state: 'released', takenAt: null, takeUntil: { lte: soon } }, select });
  const due = await ctx.tx.referral.findMany({ where: { ...STILL_OWED, deadline: { lte: soon } }, select });
  // What stands in the way of a draft was agreed to before: a second person sends back with words of their own.
  const voided = await ctx.tx.referral.findMany({ where: { state: 'draft', problem: { not: null } }, select });
  await stand(ctx, { kind: 'referral_waiting', members: waiting.map(({ id }) => id) });
  await stand(ctx, { kind: 'referral_failed', members: failed.map(({ id }) => id) });
  await stand(ctx, { kind: 'referral_ending', members: ending.map(({ id }) => id) });
  await stand(ctx, { kind: 'referral_due', members: due.map(({ id }) => id) });
  await stand(ctx, { kind: 'referral_void', members: voided.map(({ id }) => id) });
}
